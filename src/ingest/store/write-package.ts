import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import { breakingItems } from '../../breaking/table.js';
import { setCollectionItems } from '../../collection/store.js';
import { collections } from '../../collection/table.js';
import type { Database } from '../../db/client.js';
import { regions } from '../../region/table.js';
import { putRow } from '../../writing/rows.js';
import type { RecordOf } from '../contract/records.js';
import { BadDocument } from './bad-document.js';
import { findIdsBySource } from './link-item.js';

const HOUR_MS = 3_600_000;
/** Hours after which a breaking item expires by default. */
const BREAKING_HOURS = 24;

/** Writes a collection. Its items must be stored before it. */
export async function writeCollection(
  db: Database,
  { record: _, items, ...fields }: RecordOf<'collection'>,
  ownItems: ReadonlyMap<string, number>,
): Promise<void> {
  const { description = null, mainImage = null, rule = null } = fields;
  const id = await putRow(db, collections, { ...fields, description, mainImage, rule });
  const ids = await findIdsBySource(db, items, ownItems);
  const missing = items.filter((sourceId) => !ids.has(sourceId));
  if (missing.length > 0)
    throw new BadDocument(`items: there is no item ${missing.join(', ')}; put articles before collections`);
  const chosen = items.flatMap((sourceId) => ids.get(sourceId) ?? []);
  await setCollectionItems(db, id, chosen);
}

/** Writes a breaking item. Its region and its article must be stored before it. */
export async function writeBreakingItem(
  db: Database,
  { record: _, article, region, ...fields }: RecordOf<'breaking'>,
  ownItems: ReadonlyMap<string, number>,
): Promise<void> {
  const contentId =
    article === undefined ? null : ((await findIdsBySource(db, [article], ownItems)).get(article) ?? null);
  if (article !== undefined && contentId === null)
    throw new BadDocument(`article: there is no item ${article}; put articles before breaking items`);
  const values = {
    ...fields,
    attribution: fields.attribution ?? null,
    regionId: region === undefined ? null : await findRegionId(db, fields.language, region),
    contentId,
    updatedAt: fields.updatedAt ?? fields.publishedAt,
    expiresAt: fields.expiresAt ?? new Date(fields.publishedAt.getTime() + BREAKING_HOURS * HOUR_MS),
  };
  if (await isOwn(db, values)) return;
  await db
    .insert(breakingItems)
    .values(values)
    .onConflictDoUpdate({
      target: breakingItems.sourceId,
      set: { ...values, version: sql`${breakingItems.version} + 1` },
      // An unchanged breaking item gets no new version.
      setWhere: sql`(breaking_items.text, breaking_items.attribution, breaking_items.region_id, breaking_items.urgency,
        breaking_items.status, breaking_items.content_id, breaking_items.published_at, breaking_items.updated_at,
        breaking_items.expires_at) is distinct from (excluded.text, excluded.attribution, excluded.region_id,
        excluded.urgency, excluded.status, excluded.content_id, excluded.published_at, excluded.updated_at,
        excluded.expires_at)`,
    });
}

/**
 * True if a record is the unchanged export of a breaking item that was created here. Such an item has no source id of its
 * own.
 */
async function isOwn(db: Database, values: typeof breakingItems.$inferInsert): Promise<boolean> {
  const number = /^dateline:breaking:(\d{1,18})$/.exec(values.sourceId ?? '')?.[1];
  if (number === undefined) return false;
  const [own] = await db
    .select()
    .from(breakingItems)
    .where(sql`${breakingItems.id} = ${number}::bigint and ${breakingItems.sourceId} is null`);
  const { text, attribution, regionId, urgency, status, contentId, publishedAt, updatedAt, expiresAt } = values;
  const stated = { text, attribution, regionId, urgency, status, contentId, publishedAt, updatedAt, expiresAt };
  return own !== undefined && isDeepStrictEqual({ ...own, ...stated, sourceId: null }, own);
}

async function findRegionId(db: Database, language: string, slug: string): Promise<number> {
  const [row] = await db
    .select({ id: regions.id })
    .from(regions)
    .where(and(eq(regions.language, language), eq(regions.slug, slug)));
  if (!row)
    throw new BadDocument(`region: there is no region ${slug} in ${language}; put regions before breaking items`);
  return row.id;
}
