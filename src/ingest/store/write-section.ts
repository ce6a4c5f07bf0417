import type { Database } from '../../db/client.js';
import { findSectionBySlug, isWithinSection, putSection } from '../../section/write.js';
import { pathOf } from '../../site/address.js';
import type { RecordOf } from '../contract/records.js';
import { BadDocument } from './bad-document.js';

/** Writes a section. Its parent must be stored before it. If a section moves, its sub-sections and items move too. */
export async function writeSection(db: Database, record: RecordOf<'section'>, siteLanguage: string): Promise<void> {
  const { language, name, parent, position, slug } = record;
  refuseUnaddressable(slug);
  const above = parent === undefined ? null : await findSection(db, language, parent);
  if (above) await refuseCycle(db, above.id, record);
  const path = above ? `${above.path}/${slug}` : pathOf(language, siteLanguage, slug);
  const description = record.description ?? null;
  await putSection(db, { language, slug, name, position, path, parentId: above?.id ?? null, description });
}

/** Refuses a slug that can't be one part of an address. */
function refuseUnaddressable(slug: string): void {
  if (/[/\\?#]|^\.{0,2}$/.test(slug)) {
    throw new BadDocument(
      `slug: ${JSON.stringify(slug)} can't be a part of an address: it must not be empty, and have no /, \\, ? or #`,
    );
  }
}

async function findSection(db: Database, language: string, slug: string) {
  const section = await findSectionBySlug(db, language, slug);
  if (!section)
    throw new BadDocument(`parent: there is no section ${slug} in ${language}; put it before the sections below it`);
  return section;
}

async function refuseCycle(
  db: Database,
  above: number,
  { language, parent, slug }: RecordOf<'section'>,
): Promise<void> {
  const section = await findSectionBySlug(db, language, slug);
  if (section && (await isWithinSection(db, above, section.id)))
    throw new BadDocument(`parent: ${parent} is ${slug === parent ? 'the section itself' : `itself below ${slug}`}`);
}
