import { putAuthor } from '../../author/write.js';
import type { Database } from '../../db/client.js';
import { putRegion } from '../../region/write.js';
import { putSeries } from '../../series/write.js';
import { putEdition, putMenu, putPage, putSite } from '../../site/write.js';
import { putTag } from '../../tag/write.js';
import type { NewsroomRecord } from '../records.js';
import { BadDocument } from './bad-document.js';
import { linkBlocks, sanitizeBlocks } from './link-item.js';
import { writeBreakingItem, writeCollection } from './write-package.js';
import { writeSection } from './write-section.js';

type RecordOf<Name extends NewsroomRecord['record']> = Extract<NewsroomRecord, { record: Name }>;

/** Writes a part of a newsroom that isn't a content item, over what its language and slug name already. */
export function writeRecord(
  db: Database,
  record: NewsroomRecord,
  siteLanguage: string,
  madeHere: ReadonlyMap<string, number>,
): Promise<void> {
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
      return writeCollection(db, record, madeHere);
    case 'breaking':
      return writeBreakingItem(db, record, madeHere);
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

function writeNavigation(db: Database, { record: _, ...menu }: RecordOf<'navigation'>): Promise<void> {
  return putMenu(db, menu);
}

function writePage(db: Database, { record: _, ...fields }: RecordOf<'page'>): Promise<void> {
  return putPage(db, { ...fields, body: linkBlocks(sanitizeBlocks(fields.body), new Map()) });
}

function writeRegion(db: Database, { record: _, ...values }: RecordOf<'region'>): Promise<void> {
  return putRegion(db, values);
}

function writeAuthor(db: Database, { record: _, ...fields }: RecordOf<'author'>): Promise<void> {
  const { biography = null, portrait = null, role = null } = fields;
  return putAuthor(db, { ...fields, biography, portrait, role });
}

function writeTag(db: Database, { record: _, ...fields }: RecordOf<'tag'>): Promise<void> {
  return putTag(db, { ...fields, description: fields.description ?? null });
}

function writeSeries(db: Database, { record: _, ...fields }: RecordOf<'series'>): Promise<void> {
  return putSeries(db, { ...fields, description: fields.description ?? null, mainImage: fields.mainImage ?? null });
}
