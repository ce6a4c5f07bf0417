import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { checkItems } from '../body/block-input.js';
import { findMedia } from '../body/blocks.js';
import type { Database } from '../db/client.js';
import {
  clearConnections,
  connectContent,
  insertContent,
  type NewItemColumns,
  setRelated,
  updateContent,
} from '../item/write.js';
import type { Snapshot } from '../kinds/kinds.js';
import { columnsOf, putKindRow } from '../kinds/rows.js';
import { findNamed } from '../list/names.js';
import { liveBlogPosts } from '../live-blog/table.js';
import { findRegions } from '../region/store.js';
import { pathOf } from '../site/address.js';
import { unknownName } from '../writing/changes.js';
import type { Writing } from '../writing/mutation.js';
import { slugify } from '../writing/slug.js';
import { taken } from '../writing/user-faults.js';
import { keepFoundRevision, type LockedItem } from './lock.js';

/** How many slugs with a number are tried for a headline. If none of them is free, the slug gets a random suffix. */
const NUMBERED = 9;

/** Writes a new draft. A slug from the headline gets a number if it is taken; a chosen slug must be free. */
export async function insertDraft(writing: Writing, item: Snapshot, createdBy: string | null): Promise<number> {
  const { db, now } = writing;
  const { connected, folder } = await findPlace(writing, item);
  const unpublished = { publishedAt: null, firstPublishedAt: null, withdrawnAt: null, withdrawnReason: null };
  const origin = { createdBy, sourceId: null, sourceUrl: null, sourceHash: null, version: 1, state: 'DRAFT' as const };
  const values = { ...itemColumns(item, connected), ...unpublished, ...origin, updatedAt: now };
  const id = await insertUnderFreeSlug(db, values, folder, item.slug);
  await connect(db, id, item, connected);
  return id;
}

async function insertUnderFreeSlug(
  db: Database,
  values: Omit<NewItemColumns, 'slug' | 'path'>,
  folder: string,
  asked: string,
): Promise<number> {
  for (const slug of asked === '' ? slugsFor(values.headline) : [asked]) {
    const id = await insertContent(db, { ...values, slug, path: `${folder}/${slug}` });
    if (id !== null) return id;
  }
  throw taken('slug', `there is an item ${asked} in ${values.language} already: choose another slug`);
}

function slugsFor(headline: string): string[] {
  const slug = slugify(headline) || 'item';
  const numbers = Array.from({ length: NUMBERED }, (_, index) => `${slug}-${index + 2}`);
  return [slug, ...numbers, `${slug}-${randomBytes(5).toString('hex')}`];
}

/** Writes a new version of an item, and returns the id of the item. */
export async function saveItem(
  writing: Writing,
  { id, snapshot: before }: LockedItem,
  item: Snapshot,
  dates: Partial<Pick<NewItemColumns, 'updatedAt' | 'firstPublishedAt' | 'withdrawnAt' | 'withdrawnReason'>>,
): Promise<number> {
  const { db } = writing;
  const { slug, state } = item;
  await keepFoundRevision(db, id);
  const { connected, folder } = await findPlace(writing, item);
  if (slug !== before.slug) await refuseTakenSlug(db, id, item);
  const columns = { ...itemColumns(item, connected), ...(await findPostMedia(db, id, item)) };
  await updateContent(db, id, { ...columns, slug, path: `${folder}/${slug}`, state, ...dates });
  await clearConnections(db, id);
  await connect(db, id, item, connected);
  return id;
}

/** Finds what an item is connected to, and the folder of its address. Refuses references to missing items. */
async function findPlace({ db, site }: Writing, item: Snapshot) {
  const connected = await findConnected(db, item);
  await checkItems(db, item);
  const folder = connected.section?.path ?? pathOf(item.language, site.settings.language, 'news');
  return { connected, folder };
}

async function findPostMedia(db: Database, id: number, item: Snapshot) {
  if (item.type !== 'LIVE_BLOG') return {};
  const posts = await db
    .select({ body: liveBlogPosts.body })
    .from(liveBlogPosts)
    .where(eq(liveBlogPosts.contentId, id));
  return findMedia([item.body, ...posts.map(({ body }) => body)].flat());
}

async function refuseTakenSlug(db: Database, id: number, { language, slug }: Snapshot): Promise<void> {
  const { rows } = await db.execute(
    sql`select from content_items where language = ${language} and slug = ${slug} and id <> ${id}`,
  );
  if (rows.length > 0) throw taken('slug', `there is another item ${slug} in ${language}: choose another slug`);
}

async function connect(db: Database, id: number, item: Snapshot, connected: Connected): Promise<void> {
  await connectContent(db, id, { ...connected, aliases: [], corrections: [] });
  const others = item.related.filter((other) => other !== id);
  await setRelated(db, id, others);
  await putKindRow(db, id, item);
}

/** Returns the values of the columns that editors decide, except the address and the dates of the item. */
function itemColumns(item: Snapshot, { section, seriesId }: Connected) {
  const { headline, language, type } = item;
  return { ...columnsOf(item), type, language, headline, sectionId: section?.id ?? null, seriesId };
}

/** The section, authors, tags, series and regions of an item, mostly as ids. */
type Connected = Awaited<ReturnType<typeof findConnected>>;

/** Finds the rows that an item refers to by name, in its language. An error says which field has an unknown name. */
async function findConnected(db: Database, item: Snapshot) {
  const { authors, language, section, series, tags } = item;
  const asked = [
    ...authors.map((name, place) => ({ kind: 'author' as const, field: `authors.${place}`, language, name })),
    ...tags.map((name, place) => ({ kind: 'tag' as const, field: `tags.${place}`, language, name })),
    ...(series === undefined ? [] : [{ kind: 'series' as const, field: 'series', language, name: series }]),
  ];
  const found = asked.length > 0 ? await findNamed(db, asked) : [];
  const rows = asked.map(({ field, kind, name }, place) => {
    const [first] = found[place] ?? [];
    if (!first) throw unknownName(field, kind, name, language);
    return { kind, id: first.id };
  });
  const idsOf = (kind: (typeof asked)[number]['kind']) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  const tagIds = idsOf('tag');
  await lockTags(db, tagIds);
  return {
    section: section === undefined ? null : await findSection(db, language, section),
    authorIds: idsOf('author'),
    tagIds,
    seriesId: idsOf('series')[0] ?? null,
    regionIds: await findRegionIds(db, item),
  };
}

/** Prevents merges of these tags. Must run before the first write, because otherwise a merge and the write could deadlock. */
async function lockTags(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`select from tags where id = any(${sql.param(ids)}::int[]) order by id for key share`);
}

async function findSection(db: Database, language: string, slug: string) {
  const { rows } = await db.execute<{ id: number; path: string }>(
    // The lock waits until a running move of the section ends: the item's address begins with the path.
    sql`select id, path from sections where language = ${language} and slug = ${slug} for key share`,
  );
  const [section] = rows;
  if (!section) throw unknownName('section', 'section', slug, language);
  return section;
}

async function findRegionIds(db: Database, { language, regions }: Snapshot): Promise<number[]> {
  const all = regions.length > 0 ? await findRegions(db) : [];
  return regions.map((slug, place) => {
    const region = all.find((row) => row.language === language && row.slug === slug);
    if (!region) throw unknownName(`regions.${place}`, 'region', slug, language);
    return region.id;
  });
}
