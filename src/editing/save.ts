import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { findMedia } from '../body/media.js';
import { checkItems } from '../body/named-items.js';
import type { Database } from '../db/client.js';
import { clearConnections, connectContent, insertContent, type NewItemColumns, updateContent } from '../item/write.js';
import { columnsOf } from '../kinds/columns.js';
import { putKindRow } from '../kinds/kind-row.js';
import type { Snapshot } from '../kinds/snapshot.js';
import { liveBlogPosts } from '../live-blog/table.js';
import { pathOf } from '../site/address.js';
import { slugify } from '../writing/slug.js';
import { taken } from '../writing/user-faults.js';
import { setRelated } from './links.js';
import type { LockedItem } from './lock.js';
import { type Connected, findConnected } from './names.js';

/** Numbers that a headline's slug is tried with before one is drawn by lot. */
const NUMBERED = 9;

interface SaveSettings {
  readonly db: Database;
  readonly now: Date;
  readonly siteLanguage: string;
}

/** Writes a new draft; a slug that was asked for must be free, one that is made from the headline is numbered. */
export async function insertDraft(
  { db, now, siteLanguage }: SaveSettings,
  item: Snapshot,
  createdBy: string | null,
): Promise<number> {
  const connected = await findConnected(db, item);
  await checkItems(db, item);
  const folder = connected.section?.path ?? pathOf(item.language, siteLanguage, 'news');
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

/** Writes an item over what it was: a new version of it. */
export async function saveItem(
  { db, siteLanguage }: SaveSettings,
  { id, snapshot: before }: LockedItem,
  item: Snapshot,
  dates: Partial<Pick<NewItemColumns, 'updatedAt' | 'firstPublishedAt' | 'withdrawnAt' | 'withdrawnReason'>>,
): Promise<void> {
  const connected = await findConnected(db, item);
  await checkItems(db, item);
  if (item.slug !== before.slug) await refuseTakenSlug(db, id, item);
  const folder = connected.section?.path ?? pathOf(item.language, siteLanguage, 'news');
  const { slug, state } = item;
  const address = { slug, path: `${folder}/${slug}` };
  const columns = { ...itemColumns(item, connected), ...(await findPostMedia(db, id, item)) };
  await updateContent(db, id, { ...columns, ...address, state, ...dates });
  await clearConnections(db, id);
  await connect(db, id, item, connected);
}

/** What can be watched or listened to in a live blog is in its posts too. */
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
  await setRelated(
    db,
    id,
    item.related.filter((other) => other !== id),
  );
  await putKindRow(db, id, item);
}

/** The columns of an item's row, apart from its address, its life and where it is from. */
function itemColumns(item: Snapshot, { section, seriesId }: Connected) {
  const { headline, language, type } = item;
  return { ...columnsOf(item), type, language, headline, sectionId: section?.id ?? null, seriesId };
}
