import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.js';
import { contentItems, corrections } from '../../item/table.js';
import {
  clearConnections,
  clearCorrections,
  connectContent,
  insertContent,
  type NewItemColumns,
  updateContent,
  withdrawContent,
} from '../../item/write.js';
import { columnsOf, dropKindRow } from '../../kinds/rows.js';
import { contentViews } from '../../most-read/table.js';
import { pathOf } from '../../site/address.js';
import { slugify } from '../../writing/slug.js';
import type { ContentDraft } from '../contract/draft.js';
import { ageColumns } from './age.js';
import type { Existing } from './find-item.js';
import { linkItem } from './link-item.js';
import { hashDraft, Overtaken, type ReadDraft, SlugsTaken, type WriteSettings } from './read-draft.js';
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
  /** The source ids of items that the draft links to but that do not exist yet. The item is linked again later. */
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
  if (existing) await lockItem(db, existing);
  if (existing && draft.status === 'WITHDRAWN') return withdraw(db, draft, existing, settings.now);
  const { language } = draft;
  const section = await taxonomy.section(language, draft.section);
  const folder = section?.path ?? pathOf(language, settings.siteLanguage, 'news');
  const values = contentValues(draft, existing, settings.now);
  values.sectionId = section?.id ?? null;
  values.seriesId = await taxonomy.seriesId(language, draft.series);
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

/** Locks an item until the end of the transaction. Throws an `Overtaken` if it has changed since it was read. */
async function lockItem(db: Database, { id, version }: Existing): Promise<void> {
  const { rows } = await db.execute<{ version: number }>(
    sql`select version from content_items where id = ${id} for no key update`,
  );
  if (rows[0]?.version !== version) throw new Overtaken('another writer keeps changing the item: import it again');
}

/** Stores the version and the time of a document whose content is stored already. */
export async function storeAge(db: Database, id: number, age: ReturnType<typeof ageColumns>): Promise<void> {
  await db.update(contentItems).set(age).where(eq(contentItems.id, id));
}

/** The columns of an item's row that come from the draft. The address is not included: it depends on the free slugs. */
type ItemValues = Omit<NewItemColumns, 'slug' | 'path' | 'version'>;

function contentValues(draft: ReadDraft, existing: Existing | undefined, now: Date): ItemValues {
  const { headline, language, sourceId, sourceUrl = null, status, type } = draft;
  const isWithdrawn = status === 'WITHDRAWN';
  const published =
    draft.publishedAt ?? existing?.publishedAt ?? (status === 'PUBLISHED' ? (draft.updatedAt ?? now) : null);
  const blocks = [draft.body, ...draft.posts.map((post) => post.body)].flat();
  return Object.assign(columnsOf(draft, blocks), {
    type,
    language,
    headline,
    sourceId,
    sourceUrl,
    state: status === 'PUBLISHED' ? 'RELEASED' : status,
    publishedAt: published,
    firstPublishedAt: readFirstPublished(draft, existing?.firstPublishedAt ?? null, published, now),
    updatedAt: draft.updatedAt ?? published ?? now,
    withdrawnAt: isWithdrawn ? (draft.withdrawnAt ?? now) : null,
    withdrawnReason: isWithdrawn ? (draft.withdrawnReason ?? null) : null,
    createdBy: null,
    sourceHash: hashDraft(draft),
    ...ageColumns(draft, existing ?? {}),
  } satisfies Partial<ItemValues>);
}

/** Returns the time at which readers could first see the item. A time in the past never changes. */
function readFirstPublished(draft: ContentDraft, known: Date | null, published: Date | null, now: Date): Date | null {
  if (known && known <= now) return known;
  const { embargoedUntil: embargo, firstPublishedAt: stated, status } = draft;
  if (stated || status !== 'PUBLISHED') return stated ?? null;
  return published && embargo && embargo > published ? embargo : published;
}

/** Withdraws an item and keeps its content, because a cancellation often has no content. */
async function withdraw(db: Database, draft: ContentDraft, existing: Existing, now: Date): Promise<WrittenItem> {
  await withdrawContent(db, existing.id, {
    at: draft.withdrawnAt ?? now,
    reason: draft.withdrawnReason ?? null,
    sourceHash: hashDraft(draft),
    ...ageColumns(draft, existing),
  });
  return { ...existing, outcome: 'updated', missing: [] };
}

async function insert(db: Database, draft: ContentDraft, values: ItemValues, folder: string) {
  const slugs = listSlugs(slugify(draft.slug ?? '', LONGEST_GIVEN_SLUG), draft);
  for (const slug of slugs) {
    const path = `${folder}/${slug}`;
    const id = await insertContent(db, Object.assign(values, { slug, path, version: draft.version ?? 1 }));
    if (id !== null) return { id, slug, path };
  }
  throw new SlugsTaken(`slug: ${slugs.join(', ')} are all taken in ${values.language}`);
}

/** Rewrites an item. If the slug that the document states is free, the item gets it. Otherwise the item keeps its own slug. */
async function rewrite(db: Database, existing: Existing, draft: ContentDraft, values: ItemValues, folder: string) {
  const named = slugify(draft.slug ?? '', LONGEST_GIVEN_SLUG);
  const slugs = [...(named ? [named] : []), ...listSlugs(existing.slug, draft)];
  const { rows } = await db.execute<{ slug: string }>(
    sql`select slug from content_items
      where language = ${values.language} and slug = any(${sql.param(slugs)}) and id <> ${existing.id}`,
  );
  const chosen = slugs.find((candidate) => !rows.some((row) => row.slug === candidate));
  if (chosen === undefined) throw new SlugsTaken(`slug: ${slugs.join(', ')} are all taken in ${values.language}`);
  const address = { slug: chosen, path: `${folder}/${chosen}` };
  const { createdBy, ...changed } = values;
  // If an editor has changed the item, the import does not change when it is public.
  const { embargoedUntil, expiresAt, firstPublishedAt, publishedAt, state, ...others } = changed;
  const { withdrawnAt, withdrawnReason, ...text } = others;
  await updateContent(db, existing.id, { ...(existing.isEdited ? text : changed), ...address });
  if (existing.type !== draft.type) await dropKindRow(db, existing.id, existing.type);
  await clearConnections(db, existing.id);
  if (!existing.isEdited) await clearCorrections(db, existing.id);
  return { ...address, id: existing.id };
}

async function findNewCorrections(db: Database, contentId: number, draft: ContentDraft) {
  const known = await db
    .select({ text: corrections.text })
    .from(corrections)
    .where(sql`${corrections.contentId} = ${contentId}`);
  return draft.corrections.filter(({ text }) => !known.some((correction) => correction.text === text));
}

/** Returns the former addresses of the item as paths. They are addresses on this site or on the site of the document. */
function aliasesOf(draft: ContentDraft, current: string): string[] {
  const { aliases, sourceUrl = '' } = draft;
  const source = URL.canParse(sourceUrl) ? [new URL(sourceUrl).pathname] : [];
  return [...aliases, ...source]
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

/** Lists the slugs that an item may get, the best first: wanted or from the headline, then with a number or a hash. */
function listSlugs(wanted: string, draft: ContentDraft): string[] {
  const mark = createHash('sha256').update(draft.sourceId).digest('hex').slice(0, 10);
  const slug = wanted || slugify(draft.headline);
  return slug ? [slug, `${slug}-2`, `${slug}-3`, `${slug}-${mark}`] : [`item-${mark}`];
}
