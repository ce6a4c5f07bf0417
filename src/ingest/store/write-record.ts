import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import { putAuthor } from '../../author/write.js';
import { breakingItems } from '../../breaking/table.js';
import { setCollectionItems } from '../../collection/store.js';
import { collections } from '../../collection/table.js';
import type { Database } from '../../db/client.js';
import { changesAny } from '../../db/columns.js';
import { regions } from '../../region/table.js';
import { findSectionBySlug, isWithinSection, putSection } from '../../section/write.js';
import { series } from '../../series/table.js';
import { pathOf } from '../../site/address.js';
import { staticPages } from '../../site/table.js';
import { putEdition, putMenu, putSite } from '../../site/write.js';
import { tags } from '../../tag/table.js';
import { putRow } from '../../writing/rows.js';
import type { NewsroomRecord, RecordOf } from '../contract/records.js';
import { refuseOlder } from './age.js';
import { findIdsBySource, linkBlocks } from './link-item.js';
import { BadDocument, sanitizeBlocks } from './read-draft.js';

/** Writes a part of the site that isn't an item, such as an author. Replaces a part with the same language and slug. */
export function writeRecord(
  db: Database,
  record: NewsroomRecord,
  siteLanguage: string,
  ownItems: ReadonlyMap<string, number>,
): Promise<unknown> {
  switch (record.record) {
    case 'site':
      return putSite(db, record);
    case 'edition':
      return putEdition(db, record);
    case 'navigation':
      return putMenu(db, record);
    case 'page':
      return writePage(db, record);
    case 'section':
      return writeSection(db, record, siteLanguage);
    case 'region':
      return putRow(db, regions, nameOf(record));
    case 'author':
      return putAuthor(db, nameOf(record));
    case 'tag':
      return putRow(db, tags, nameOf(record));
    case 'collection':
      return writeCollection(db, record, ownItems);
    case 'breaking':
      return writeBreakingItem(db, record, ownItems);
    case 'series':
      return putRow(db, series, nameOf(record));
    default:
      throw new BadDocument(`record: a content item (${record.record}) is written as a draft`);
  }
}

/** Returns the columns of a name. A name is shown at once, unless the record says that it is hidden. */
function nameOf<Row extends { readonly isHidden?: boolean | undefined }>({ isHidden, ...row }: Row) {
  return { ...row, ...(isHidden && { shownFrom: null }) };
}

async function writePage(db: Database, record: RecordOf<'page'>): Promise<void> {
  const { language, slug, sourceUpdatedAt: time } = record;
  const isSame = and(eq(staticPages.language, language), eq(staticPages.slug, slug));
  const [stored] = await db.select().from(staticPages).where(isSame).for('update');
  const known = stored?.sourceUpdatedAt ?? null;
  refuseOlder({ time, publishedAt: undefined, isWithdrawal: false }, { time: known, withdrawnAt: null });
  const body = linkBlocks(sanitizeBlocks(record.body), new Map());
  await putRow(db, staticPages, { ...record, body, sourceUpdatedAt: time ?? known });
}

/** Writes a section. Its parent must be stored before it. If a section moves, its sub-sections and items move too. */
async function writeSection(db: Database, record: RecordOf<'section'>, siteLanguage: string): Promise<void> {
  const { language, name, parent, position, slug } = record;
  if (/[/\\?#]|^\.{0,2}$/.test(slug)) {
    throw new BadDocument(
      `slug: ${JSON.stringify(slug)} can't be a part of an address: it must not be empty or contain /, \\, ? or #`,
    );
  }
  const above = parent === undefined ? null : await findParent(db, record, parent);
  const path = above ? `${above.path}/${slug}` : pathOf(language, siteLanguage, slug);
  const description = record.description ?? null;
  const { isHidden } = record;
  const values = { isHidden, language, slug, name, position, path, parentId: above?.id ?? null, description };
  await putSection(db, nameOf(values));
}

/** Finds the parent of a section. It must not be the section itself, or below it. */
async function findParent(db: Database, { language, slug }: RecordOf<'section'>, parent: string) {
  const above = await findSectionBySlug(db, language, parent);
  if (!above)
    throw new BadDocument(`parent: there is no section ${parent} in ${language}; put it before the sections below it`);
  const section = await findSectionBySlug(db, language, slug);
  if (section && (await isWithinSection(db, above.id, section.id)))
    throw new BadDocument(`parent: ${parent} is ${slug === parent ? 'the section itself' : `itself below ${slug}`}`);
  return above;
}

const HOUR_MS = 3_600_000;
/** Hours after which a breaking item expires by default. */
const BREAKING_HOURS = 24;

const { text, attribution, regionId, urgency, status, contentId, publishedAt, updatedAt, expiresAt } = breakingItems;
/** The columns of a breaking item that a record states. */
const stated = { text, attribution, regionId, urgency, status, contentId, publishedAt, updatedAt, expiresAt };

/** Writes a collection. Its items must be stored before it. */
async function writeCollection(
  db: Database,
  { items, ...values }: RecordOf<'collection'>,
  ownItems: ReadonlyMap<string, number>,
): Promise<void> {
  const id = await putRow(db, collections, values);
  const ids = await findIdsBySource(db, items, ownItems);
  const missing = items.filter((sourceId) => !ids.has(sourceId));
  if (missing.length > 0)
    throw new BadDocument(`items: there is no item ${missing.join(', ')}; put articles before collections`);
  const chosen = items.flatMap((sourceId) => ids.get(sourceId) ?? []);
  await setCollectionItems(db, id, chosen);
}

/** Writes a breaking item. Its region and its article must be stored before it. */
async function writeBreakingItem(
  db: Database,
  { record: _, article, region, ...fields }: RecordOf<'breaking'>,
  ownItems: ReadonlyMap<string, number>,
): Promise<void> {
  const named = article === undefined ? [] : [article];
  const [found = null] = (await findIdsBySource(db, named, ownItems)).values();
  if (article !== undefined && found === null)
    throw new BadDocument(`article: there is no item ${article}; put articles before breaking items`);
  const values = {
    ...fields,
    attribution: fields.attribution ?? null,
    regionId: region === undefined ? null : await findRegionId(db, fields.language, region),
    contentId: found,
    updatedAt: fields.updatedAt ?? fields.publishedAt,
    expiresAt: fields.expiresAt ?? new Date(fields.publishedAt.getTime() + BREAKING_HOURS * HOUR_MS),
  };
  if (await isOwn(db, values)) return;
  const sourceUpdatedAt = await findBreakingAge(db, fields);
  await db
    .insert(breakingItems)
    .values({ ...values, sourceUpdatedAt })
    .onConflictDoUpdate({
      target: breakingItems.sourceId,
      set: { ...values, sourceUpdatedAt, version: sql`${breakingItems.version} + 1` },
      // An unchanged breaking item gets no new version.
      setWhere: changesAny(stated),
    });
}

/**
 * Returns the time of change to store for a breaking item. Throws an `OlderDocument` if the record is older than what is
 * stored. A retraction by an editor has a reason, and an import may undo it.
 */
async function findBreakingAge(db: Database, record: Omit<RecordOf<'breaking'>, 'record'>): Promise<Date | null> {
  const { publishedAt, sourceId, status, updatedAt } = record;
  const [stored] = await db.select().from(breakingItems).where(eq(breakingItems.sourceId, sourceId)).for('update');
  if (stored) {
    const isWithdrawn = stored.status === 'RETRACTED' && stored.retractedReason === null;
    const withdrawnAt = isWithdrawn ? stored.updatedAt : null;
    refuseOlder(
      { time: updatedAt, publishedAt, isWithdrawal: status === 'RETRACTED' },
      { time: stored.sourceUpdatedAt, withdrawnAt },
    );
  }
  return updatedAt ?? stored?.sourceUpdatedAt ?? null;
}

/** True if a record is the unchanged export of a breaking item that was created here: an item without a source id. */
async function isOwn(db: Database, values: typeof breakingItems.$inferInsert): Promise<boolean> {
  const number = /^dateline:breaking:(\d{1,18})$/.exec(values.sourceId ?? '')?.[1];
  if (number === undefined) return false;
  const [own] = await db
    .select(stated)
    .from(breakingItems)
    .where(sql`${breakingItems.id} = ${number}::bigint and ${breakingItems.sourceId} is null`);
  const given = new Map(Object.entries(values));
  return own !== undefined && Object.entries(own).every(([name, value]) => isDeepStrictEqual(given.get(name), value));
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
