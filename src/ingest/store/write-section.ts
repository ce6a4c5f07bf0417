import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.js';
import { sections } from '../../section/table.js';
import { pathOf } from '../../site/address.js';
import type { NewsroomRecord } from '../records.js';
import { BadDocument } from './bad-document.js';

type SectionRecord = Extract<NewsroomRecord, { record: 'section' }>;

/** Writes a section after the one above it. One that moves takes what is in it along. */
export async function writeSection(db: Database, record: SectionRecord, siteLanguage: string): Promise<void> {
  const { language, name, parent, position, slug } = record;
  refuseUnaddressable(slug);
  const above = parent === undefined ? null : await findSection(db, language, parent);
  const before = await selectSection(db, language, slug);
  if (above && before) await refuseCycle(db, { above: above.id, section: before.id }, record);
  const path = above ? `${above.path}/${slug}` : pathOf(language, siteLanguage, slug);
  const description = record.description ?? null;
  const values = { language, slug, name, position, path, parentId: above?.id ?? null, description };
  await db
    .insert(sections)
    .values(values)
    .onConflictDoUpdate({ target: [sections.language, sections.slug], set: values });
  if (before && before.path !== path) await moveBelow(db, before.id, before.path, path);
}

/** A slug is one part of an address. */
function refuseUnaddressable(slug: string): void {
  if (/[/\\?#]|^\.{0,2}$/.test(slug)) {
    throw new BadDocument(
      `slug: ${JSON.stringify(slug)} can't be a part of an address: it must be there, and have no /, \\, ? or #`,
    );
  }
}

async function findSection(db: Database, language: string, slug: string) {
  const section = await selectSection(db, language, slug);
  if (!section)
    throw new BadDocument(`parent: there is no section ${slug} in ${language}; put it before the sections below it`);
  return section;
}

async function selectSection(db: Database, language: string, slug: string) {
  const [row] = await db
    .select({ id: sections.id, path: sections.path })
    .from(sections)
    .where(and(eq(sections.language, language), eq(sections.slug, slug)));
  return row;
}

async function refuseCycle(
  db: Database,
  { above, section }: { readonly above: number; readonly section: number },
  { parent, slug }: SectionRecord,
): Promise<void> {
  const { rows } = await db.execute(sql`${subtreeOf(section)} select id from subtree where id = ${above}`);
  if (rows.length > 0)
    throw new BadDocument(`parent: ${parent} is ${slug === parent ? 'the section itself' : `itself below ${slug}`}`);
}

/** A section and all below it. */
function subtreeOf(section: number) {
  return sql`with recursive subtree as (
    select id from sections where id = ${section}
    union select sections.id from sections join subtree on sections.parent_id = subtree.id)`;
}

/** Gives the sections below one that moved, and the items in all of them, their new addresses. The items' old ones lead to them still. */
async function moveBelow(db: Database, section: number, from: string, to: string): Promise<void> {
  await db.execute(sql`${subtreeOf(section)}
    update sections set path = ${to}::text || substr(path, ${from.length + 1}::int)
    where id in (select id from subtree) and id <> ${section}`);
  await db.execute(sql`${subtreeOf(section)}, moved as (
      select content_items.id, content_items.path as old_path, sections.path || '/' || content_items.slug as new_path
      from content_items join sections on sections.id = content_items.section_id
      where section_id in (select id from subtree) and content_items.path <> sections.path || '/' || content_items.slug
    ), regained as (
      delete from path_aliases using moved where path_aliases.path = moved.new_path and content_id = moved.id
    ), kept as (
      insert into path_aliases (path, content_id) select old_path, id from moved on conflict (path) do nothing
    )
    update content_items set path = moved.new_path from moved where content_items.id = moved.id`);
}
