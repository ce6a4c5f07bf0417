import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.js';
import { corrections } from '../../item/table.js';
import {
  clearConnections,
  clearCorrections,
  connectContent,
  insertContent,
  updateContent,
  withdrawContent,
} from '../../item/write.js';
import { dropKindRow } from '../../kinds/rows.js';
import { contentViews } from '../../most-read/table.js';
import { pathOf } from '../../site/address.js';
import { slugify } from '../../writing/slug.js';
import type { ContentDraft } from '../contract/draft.js';
import { SlugsTaken } from './bad-document.js';
import type { Existing } from './find-item.js';
import { contentValues, type ItemValues } from './item-values.js';
import { linkItem } from './link-item.js';
import { hashDraft, type ReadDraft, type WriteSettings } from './read-draft.js';
import type { Taxonomy } from './taxonomy.js';

/** The longest slug that a document may state, in characters. Slugs that are made from headlines are shorter. */
const LONGEST_GIVEN_SLUG = 200;
/** The longest alias, in bytes. PostgreSQL's indexes take at most 2,704 bytes. */
const LONGEST_ALIAS = 2000;

export interface WrittenItem {
  readonly id: number;
  readonly type: ContentDraft['type'];
  readonly slug: string;
  readonly path: string;
  readonly outcome: 'added' | 'updated' | 'unchanged';
  /** The source ids to which the draft links but which no item has yet. The item is linked again once these items exist. */
  readonly missing: readonly string[];
}

/** Writes a draft as a new item, or over the existing one. */
export async function writeItem(
  db: Database,
  draft: ReadDraft,
  existing: Existing | undefined,
  taxonomy: Taxonomy,
  settings: WriteSettings,
  ownItems: ReadonlyMap<string, number>,
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
    authorIds: await taxonomy.idsIn('authors', language, draft.authors),
    regionIds: await taxonomy.idsIn('regions', language, draft.regions),
    tagIds: await taxonomy.tagIds(language, draft.tags),
    aliases: aliasesOf(draft, address.path),
    corrections: existing?.isEdited ? await findNewCorrections(db, existing.id, draft) : draft.corrections,
  });
  await addViews(db, address.id, draft.views);
  const missing = await linkItem(db, address.id, draft, { isNew: !existing, ownItems });
  return { ...address, type: draft.type, outcome: existing ? 'updated' : 'added', missing };
}

/** Withdraws an item and keeps its content, because a cancellation often has no content. */
async function withdraw(db: Database, draft: ContentDraft, existing: Existing, now: Date): Promise<WrittenItem> {
  await withdrawContent(db, existing.id, {
    at: draft.withdrawnAt ?? now,
    reason: draft.withdrawnReason ?? null,
    sourceHash: hashDraft(draft),
  });
  return { ...existing, outcome: 'updated', missing: [] };
}

/** Inserts an item with the first free slug. */
async function insert(db: Database, draft: ContentDraft, values: ItemValues, folder: string) {
  const slugs = listSlugs(readSlug(draft), draft);
  for (const candidate of slugs) {
    const address = { slug: candidate, path: `${folder}/${candidate}` };
    const added = await insertContent(db, { ...values, ...address, version: draft.version ?? 1 });
    if (added !== null) return { ...address, id: added };
  }
  throw new SlugsTaken(`slug: ${slugs.join(', ')} are all taken in ${values.language}`);
}

/** Rewrites an item. If the slug that the document states is free, the item gets it. Otherwise the item keeps its own slug. */
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

/** Returns the columns without those that decide when the item is public. Editors who have changed the item decide that. */
function textOf(values: Omit<ItemValues, 'createdBy'>) {
  const { embargoedUntil, expiresAt, firstPublishedAt, publishedAt, state, withdrawnAt, withdrawnReason, ...text } =
    values;
  return text;
}

/** Finds the corrections that the item doesn't have yet. */
async function findNewCorrections(db: Database, contentId: number, draft: ContentDraft) {
  const known = await db
    .select({ text: corrections.text })
    .from(corrections)
    .where(sql`${corrections.contentId} = ${contentId}`);
  return draft.corrections.filter(({ text }) => !known.some((correction) => correction.text === text));
}

/** Returns the former addresses of the item as paths. They are addresses on this site or on the site of the document. */
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

/** Returns the slug that the document states, or an empty string. */
function readSlug(draft: ContentDraft): string {
  return slugify(draft.slug ?? '', LONGEST_GIVEN_SLUG);
}

/**
 * Lists the slugs that an item may get, in order of preference. The first is the wanted slug, or else a slug made from the
 * headline. The others add a number or a hash to it.
 */
function listSlugs(wanted: string, draft: ContentDraft): string[] {
  const mark = createHash('sha256').update(draft.sourceId).digest('hex').slice(0, 10);
  const slug = wanted || slugify(draft.headline);
  return slug ? [slug, `${slug}-2`, `${slug}-3`, `${slug}-${mark}`] : [`item-${mark}`];
}
