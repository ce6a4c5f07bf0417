import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.js';
import { statement } from '../../db/statement.js';
import { contentItems, corrections } from '../../item/table.js';
import {
  clearConnections,
  clearCorrections,
  connectContent,
  insertContent,
  updateContent,
  withdrawContent,
} from '../../item/write.js';
import { dropKindRow } from '../../kinds/kind-row.js';
import { contentViews } from '../../most-read/table.js';
import { pathOf } from '../../site/address.js';
import type { ContentDraft } from '../document/draft.js';
import { SlugsTaken } from './bad-document.js';
import { isEditedHere } from './edited.js';
import { contentValues, hashDraft, type ItemValues } from './item-values.js';
import { linkItem } from './link-item.js';
import { listSlugs, readSlug } from './slugs.js';
import type { Taxonomy } from './taxonomy.js';

/** Bytes: PostgreSQL's indexes take no more than 2,704. */
const LONGEST_ALIAS = 2000;

/** What an import is made with. */
export interface WriteSettings {
  readonly siteLanguage: string;
  /** For drafts that don't say theirs. */
  readonly language: string;
  readonly now: Date;
  /** Languages that the site has editions in. */
  readonly editions: ReadonlySet<string>;
}

/** What is there already of a draft's item. */
export type Existing = Awaited<ReturnType<typeof selectBySource>>[number];

export interface WrittenItem {
  readonly id: number;
  readonly type: ContentDraft['type'];
  readonly slug: string;
  readonly path: string;
  readonly outcome: 'added' | 'updated' | 'unchanged';
  /** Source ids that the draft names and that aren't here (yet): it must be linked again when they are. */
  readonly missing: readonly string[];
}

const { id, type, slug, path, version, sourceHash, publishedAt, firstPublishedAt } = contentItems;
const existingColumns = {
  id,
  type,
  slug,
  path,
  version,
  sourceHash,
  publishedAt,
  firstPublishedAt,
  isEdited: isEditedHere,
};
const selectBySource = statement('content_by_source', (db) =>
  db
    .select(existingColumns)
    .from(contentItems)
    .where(sql`${contentItems.sourceId} = ${sql.placeholder('sourceId')}`),
);

export async function findExisting(db: Database, sourceId: string): Promise<Existing | undefined> {
  const [existing] = await selectBySource(db, { sourceId });
  return existing;
}

const selectMadeHere = statement('content_made_here', (db) =>
  db
    .select(existingColumns)
    .from(contentItems)
    .where(sql`${contentItems.id} = ${sql.placeholder('id')}::bigint and ${contentItems.sourceId} is null`),
);

/** The item of a number, if no import brought it. */
export async function findMadeHere(db: Database, number: string): Promise<Existing | undefined> {
  const [found] = await selectMadeHere(db, { id: number });
  return found;
}

/** Writes a draft as the item that its source id names: over the existing one, or as a new one. */
export async function writeItem(
  db: Database,
  draft: ContentDraft & { language: string },
  existing: Existing | undefined,
  taxonomy: Taxonomy,
  settings: WriteSettings,
  madeHere: ReadonlyMap<string, number>,
): Promise<WrittenItem> {
  if (existing && draft.status === 'WITHDRAWN') return withdraw(db, draft, existing, settings.now);
  const { language } = draft;
  const section = await taxonomy.section(language, draft.section);
  const folder = section?.path ?? pathOf(language, settings.siteLanguage, 'news');
  const values = {
    ...contentValues(draft, existing, settings.now),
    sectionId: section?.id ?? null,
    seriesId: await taxonomy.seriesId(language, draft.series),
  };
  const address = existing
    ? await rewrite(db, existing, draft, values, folder)
    : await insert(db, draft, values, folder);
  await connectContent(db, address.id, {
    authorIds: await taxonomy.authorIds(language, draft.authors),
    regionIds: await taxonomy.regionIds(language, draft.regions),
    tagIds: await taxonomy.tagIds(language, draft.tags),
    aliases: aliasesOf(draft, address.path),
    corrections: existing?.isEdited ? await findNewCorrections(db, existing.id, draft) : draft.corrections,
  });
  await addViews(db, address.id, draft.views);
  const missing = await linkItem(db, address.id, draft, { isNew: !existing, madeHere });
  return { ...address, type: draft.type, outcome: existing ? 'updated' : 'added', missing };
}

/** A cancellation takes an item away as it is: what it says beside that, often nothing, is not the item's new content. */
async function withdraw(db: Database, draft: ContentDraft, existing: Existing, now: Date): Promise<WrittenItem> {
  await withdrawContent(db, existing.id, {
    at: draft.withdrawnAt ?? now,
    reason: draft.withdrawnReason ?? null,
    sourceHash: hashDraft(draft),
  });
  return { ...existing, outcome: 'updated', missing: [] };
}

/** A new item takes the first slug that is free. */
async function insert(db: Database, draft: ContentDraft, values: ItemValues, folder: string) {
  const slugs = listSlugs(readSlug(draft), draft);
  for (const candidate of slugs) {
    const address = { slug: candidate, path: `${folder}/${candidate}` };
    const added = await insertContent(db, { ...values, ...address, version: draft.version ?? 1 });
    if (added !== null) return { ...address, id: added };
  }
  throw new SlugsTaken(`slug: ${slugs.join(', ')} are all taken in ${values.language}`);
}

/** An item keeps its slug, or each import of a changed headline would move it, unless the document names one that is free. */
async function rewrite(db: Database, existing: Existing, draft: ContentDraft, values: ItemValues, folder: string) {
  const named = readSlug(draft);
  const slugs = [...(named ? [named] : []), ...listSlugs(existing.slug, draft)];
  const { rows } = await db.execute<{ slug: string }>(
    sql`select slug from content_items
      where language = ${values.language} and slug = any(${sql.param(slugs)}) and id <> ${existing.id}`,
  );
  const chosen = slugs.find((candidate) => !rows.some((row) => row.slug === candidate));
  if (chosen === undefined) throw new SlugsTaken(`slug: ${slugs.join(', ')} are all taken in ${values.language}`);
  const address = { slug: chosen, path: `${folder}/${chosen}` };
  const { createdBy: _, ...changed } = values;
  await updateContent(db, existing.id, { ...(existing.isEdited ? textOf(changed) : changed), ...address });
  if (existing.type !== draft.type) await dropKindRow(db, existing.id, existing.type);
  await clearConnections(db, existing.id);
  if (!existing.isEdited) await clearCorrections(db, existing.id);
  return { ...address, id: existing.id };
}

/** What a document says again of an item that the newsroom has edited: its text. When it is public is theirs to decide. */
function textOf(values: Omit<ItemValues, 'createdBy'>) {
  const { embargoedUntil, expiresAt, firstPublishedAt, publishedAt, state, withdrawnAt, withdrawnReason, ...text } =
    values;
  return text;
}

/** Those that the item has not yet: none that is there is ever taken away. */
async function findNewCorrections(db: Database, contentId: number, draft: ContentDraft) {
  const known = await db
    .select({ text: corrections.text })
    .from(corrections)
    .where(sql`${corrections.contentId} = ${contentId}`);
  return draft.corrections.filter(({ text }) => !known.some((correction) => correction.text === text));
}

/** Addresses that the document had, here or on the site that it comes from, as paths. */
function aliasesOf(draft: ContentDraft, current: string): string[] {
  const source =
    draft.sourceUrl !== undefined && URL.canParse(draft.sourceUrl) ? [new URL(draft.sourceUrl).pathname] : [];
  return [...draft.aliases, ...source]
    .map(decodePath)
    .filter((alias) => alias.length > 1 && alias !== current && Buffer.byteLength(alias) <= LONGEST_ALIAS);
}

function decodePath(encoded: string): string {
  try {
    return decodeURI(encoded).replace(/(?<!\/)\/+$/, '');
  } catch {
    return encoded;
  }
}

async function addViews(db: Database, contentId: number, views: ContentDraft['views']): Promise<void> {
  if (views.length === 0) return;
  const byHour = new Map<number, number>();
  for (const { hour, views: more } of views) byHour.set(hour.getTime(), (byHour.get(hour.getTime()) ?? 0) + more);
  await db
    .insert(contentViews)
    .values([...byHour].map(([hour, total]) => ({ contentId, hour: new Date(hour), views: total })))
    .onConflictDoUpdate({ target: [contentViews.contentId, contentViews.hour], set: { views: sql`excluded.views` } });
}
