import { and, eq } from 'drizzle-orm';
import { authors } from '../../author/table.js';
import type { Database } from '../../db/client.js';
import { regions } from '../../region/table.js';
import { series } from '../../series/table.js';
import { editions, navigationItems, site, staticPages } from '../../site/table.js';
import { tags } from '../../tag/table.js';
import type { NewsroomRecord } from '../records.js';
import { BadDocument } from './bad-document.js';
import { linkBlocks, sanitizeBlocks } from './link-item.js';
import { writeBreakingItem, writeCollection } from './write-package.js';
import { writeSection } from './write-section.js';

type RecordOf<Name extends NewsroomRecord['record']> = Extract<NewsroomRecord, { record: Name }>;

/** Writes a part of a newsroom that isn't a content item, over what its language and slug name already. */
export function writeRecord(db: Database, record: NewsroomRecord, siteLanguage: string): Promise<void> {
  switch (record.record) {
    case 'site':
      return writeSite(db, record);
    case 'edition':
      return writeEdition(db, record);
    case 'navigation':
      return writeNavigation(db, record);
    case 'page':
      return writePage(db, record);
    case 'section':
      return writeSection(db, record, siteLanguage);
    case 'region':
      return writeRegion(db, record);
    case 'author':
      return writeAuthor(db, record);
    case 'tag':
      return writeTag(db, record);
    case 'collection':
      return writeCollection(db, record);
    case 'breaking':
      return writeBreakingItem(db, record);
    case 'series':
      return writeSeries(db, record);
    default:
      throw new BadDocument(`record: a content item (${record.record}) is written as a draft`);
  }
}

async function writeSite(db: Database, { record: _, ...fields }: RecordOf<'site'>): Promise<void> {
  const values = { ...fields, logo: fields.logo ?? null, liveStream: fields.liveStream ?? null };
  await db.insert(site).values(values).onConflictDoUpdate({ target: site.id, set: values });
}

async function writeEdition(db: Database, { record: _, ...fields }: RecordOf<'edition'>): Promise<void> {
  const { about = null, copyrightNotice = null, slogan = null } = fields;
  const values = { ...fields, about, copyrightNotice, slogan };
  await db.insert(editions).values(values).onConflictDoUpdate({ target: editions.language, set: values });
}

/** A menu is written whole. */
async function writeNavigation(db: Database, { items, language, menu }: RecordOf<'navigation'>): Promise<void> {
  await db.delete(navigationItems).where(and(eq(navigationItems.language, language), eq(navigationItems.menu, menu)));
  for (const [position, { children, label, path }] of items.entries()) {
    const [row] = await db
      .insert(navigationItems)
      .values({ language, menu, label, path, position })
      .returning({ id: navigationItems.id });
    const below = children.map((child, place) => ({ ...child, language, menu, parentId: row?.id, position: place }));
    if (below.length > 0) await db.insert(navigationItems).values(below);
  }
}

async function writePage(db: Database, { record: _, ...fields }: RecordOf<'page'>): Promise<void> {
  const values = { ...fields, body: linkBlocks(sanitizeBlocks(fields.body), new Map()) };
  await db
    .insert(staticPages)
    .values(values)
    .onConflictDoUpdate({ target: [staticPages.language, staticPages.slug], set: values });
}

async function writeRegion(db: Database, { record: _, ...values }: RecordOf<'region'>): Promise<void> {
  await db
    .insert(regions)
    .values(values)
    .onConflictDoUpdate({ target: [regions.language, regions.slug], set: values });
}

async function writeAuthor(db: Database, { record: _, ...fields }: RecordOf<'author'>): Promise<void> {
  const { biography = null, portrait = null, role = null } = fields;
  const values = { ...fields, biography, portrait, role };
  await db
    .insert(authors)
    .values(values)
    .onConflictDoUpdate({ target: [authors.language, authors.slug], set: values });
}

async function writeTag(db: Database, { record: _, ...fields }: RecordOf<'tag'>): Promise<void> {
  const values = { ...fields, description: fields.description ?? null };
  await db
    .insert(tags)
    .values(values)
    .onConflictDoUpdate({ target: [tags.language, tags.slug], set: values });
}

async function writeSeries(db: Database, { record: _, ...fields }: RecordOf<'series'>): Promise<void> {
  const values = { ...fields, description: fields.description ?? null, mainImage: fields.mainImage ?? null };
  await db
    .insert(series)
    .values(values)
    .onConflictDoUpdate({ target: [series.language, series.slug], set: values });
}
