import { putAuthor } from '../../author/write.js';
import type { Database } from '../../db/client.js';
import { regions } from '../../region/table.js';
import { series } from '../../series/table.js';
import { staticPages } from '../../site/table.js';
import { putEdition, putMenu, putSite } from '../../site/write.js';
import { tags } from '../../tag/table.js';
import { putRow } from '../../writing/rows.js';
import type { NewsroomRecord, RecordOf } from '../contract/records.js';
import { BadDocument } from './bad-document.js';
import { linkBlocks } from './link-item.js';
import { sanitizeBlocks } from './read-draft.js';
import { writeBreakingItem, writeCollection } from './write-package.js';
import { writeSection } from './write-section.js';

/**
 * Writes a part of the site that isn't an item, such as a section or an author. It replaces the stored part with the same
 * language and slug.
 */
export function writeRecord(
  db: Database,
  record: NewsroomRecord,
  siteLanguage: string,
  ownItems: ReadonlyMap<string, number>,
): Promise<void> {
  switch (record.record) {
    case 'site':
      return writeSite(db, record);
    case 'edition':
      return writeEdition(db, record);
    case 'navigation':
      return putMenu(db, record);
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
      return writeCollection(db, record, ownItems);
    case 'breaking':
      return writeBreakingItem(db, record, ownItems);
    case 'series':
      return writeSeries(db, record);
    default:
      throw new BadDocument(`record: a content item (${record.record}) is written as a draft`);
  }
}

function writeSite(db: Database, { record: _, ...fields }: RecordOf<'site'>): Promise<void> {
  return putSite(db, { ...fields, logo: fields.logo ?? null, liveStream: fields.liveStream ?? null });
}

function writeEdition(db: Database, { record: _, ...fields }: RecordOf<'edition'>): Promise<void> {
  const { about = null, copyrightNotice = null, slogan = null } = fields;
  return putEdition(db, { ...fields, about, copyrightNotice, slogan });
}

async function writePage(db: Database, { record: _, ...fields }: RecordOf<'page'>): Promise<void> {
  await putRow(db, staticPages, { ...fields, body: linkBlocks(sanitizeBlocks(fields.body), new Map()) });
}

async function writeRegion(db: Database, { record: _, ...values }: RecordOf<'region'>): Promise<void> {
  await putRow(db, regions, values);
}

function writeAuthor(db: Database, { record: _, ...fields }: RecordOf<'author'>): Promise<void> {
  const { biography = null, portrait = null, role = null } = fields;
  return putAuthor(db, { ...fields, biography, portrait, role });
}

async function writeTag(db: Database, { record: _, ...fields }: RecordOf<'tag'>): Promise<void> {
  await putRow(db, tags, { ...fields, description: fields.description ?? null });
}

async function writeSeries(db: Database, { record: _, ...fields }: RecordOf<'series'>): Promise<void> {
  await putRow(db, series, { ...fields, description: fields.description ?? null, mainImage: fields.mainImage ?? null });
}
