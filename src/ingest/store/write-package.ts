import { and, eq } from 'drizzle-orm';
import { breakingItems } from '../../breaking/table.js';
import { collectionItems, collections } from '../../collection/table.js';
import type { Database } from '../../db/client.js';
import { regions } from '../../region/table.js';
import type { NewsroomRecord } from '../records.js';
import { BadDocument } from './bad-document.js';
import { findIdsBySource } from './link-item.js';

type RecordOf<Name extends NewsroomRecord['record']> = Extract<NewsroomRecord, { record: Name }>;

const HOUR_MS = 3_600_000;
/** How long a breaking item stays when nobody says. */
const BREAKING_HOURS = 24;

/** Writes a collection after the items that it holds. */
export async function writeCollection(
  db: Database,
  { record: _, items, ...fields }: RecordOf<'collection'>,
): Promise<void> {
  const values = {
    ...fields,
    description: fields.description ?? null,
    mainImage: fields.mainImage ?? null,
    rule: fields.rule ?? null,
  };
  const [row] = await db
    .insert(collections)
    .values(values)
    .onConflictDoUpdate({ target: [collections.language, collections.slug], set: values })
    .returning({ id: collections.id });
  if (!row) throw new Error('the collection was not written');
  const ids = await findIdsBySource(db, items);
  const missing = items.filter((sourceId) => !ids.has(sourceId));
  if (missing.length > 0)
    throw new BadDocument(`items: there is no item ${missing.join(', ')}; put articles before collections`);
  await db.delete(collectionItems).where(eq(collectionItems.collectionId, row.id));
  const chosen = items.flatMap((sourceId) => ids.get(sourceId) ?? []);
  if (chosen.length > 0) {
    await db
      .insert(collectionItems)
      .values(chosen.map((contentId, position) => ({ collectionId: row.id, contentId, position })));
  }
}

/** Writes a breaking item after its region and its article. */
export async function writeBreakingItem(
  db: Database,
  { record: _, article, region, ...fields }: RecordOf<'breaking'>,
): Promise<void> {
  const contentId = article === undefined ? null : ((await findIdsBySource(db, [article])).get(article) ?? null);
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
  await db.insert(breakingItems).values(values).onConflictDoUpdate({ target: breakingItems.sourceId, set: values });
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
