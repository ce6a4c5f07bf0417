import { and, eq, ne, type SQL, sql } from 'drizzle-orm';
import { takesOverAlias, wasPublicHere } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import type { Changes } from '../writing/changes.js';
import { changeRow, putRow } from '../writing/rows.js';
import type { Section } from './store.js';
import { sections } from './table.js';

type SectionValues = Omit<typeof sections.$inferInsert, 'id'>;

/** Locks all sections. Without the lock, two sections that move at once could each end up below the other. */
export async function lockSections(db: Database): Promise<void> {
  await db.execute(sql`lock table sections in share row exclusive mode`);
}

export function findSectionById(db: Database, id: number): Promise<Section | undefined> {
  return findSection(db, sql`${sections.id} = ${id}::bigint`);
}

export function findSectionBySlug(db: Database, language: string, slug: string): Promise<Section | undefined> {
  return findSection(db, and(eq(sections.language, language), eq(sections.slug, slug)));
}

/** Returns true if another section has the path. */
export async function isPathTaken(db: Database, path: string, id: number): Promise<boolean> {
  return (await findSection(db, and(eq(sections.path, path), ne(sections.id, id)))) !== undefined;
}

async function findSection(db: Database, condition: SQL | undefined): Promise<Section | undefined> {
  const [row] = await db.select().from(sections).where(condition);
  return row;
}

/** Returns true if a section is the section `above`, or is below it at any depth. */
export async function isWithinSection(db: Database, id: number, above: number): Promise<boolean> {
  const { rows } = await db.execute(sql`${subtreeOf(above)} select id from subtree where id = ${id}`);
  return rows.length > 0;
}

/** Inserts a section. If a section has the same slug already, changes it by `changeSection`. */
export async function putSection(db: Database, values: SectionValues): Promise<void> {
  const before = await findSectionBySlug(db, values.language, values.slug);
  // A section that is shown stays shown.
  const shownFrom = values.shownFrom === null ? undefined : new Date(0);
  if (before) await changeSection(db, before, { ...values, shownFrom });
  else await putRow(db, sections, values);
}

/** Changes the given columns of a section. If its path changes, its sub-sections and items get new paths too. */
export async function changeSection(db: Database, before: Section, values: Changes<SectionValues>): Promise<void> {
  await changeRow(db, sections, before.id, values);
  const { path = before.path } = values;
  if (path !== before.path) await moveBelow(db, before.id, before.path, path);
}

/** The common table expression `subtree`: the ids of a section and of all sections below it. */
function subtreeOf(section: number) {
  return sql`with recursive subtree as (
    select id from sections where id = ${section}
    union select sections.id from sections join subtree on sections.parent_id = subtree.id)`;
}

/** Gives new paths to all sections and items below a moved section. Old paths of public items become aliases. */
async function moveBelow(db: Database, section: number, from: string, to: string): Promise<void> {
  await db.execute(sql`${subtreeOf(section)}
    update sections set path = ${to}::text || substr(path, length(${from}::text) + 1)
    where id in (select id from subtree) and id <> ${section}`);
  await db.execute(sql`${subtreeOf(section)}, moved as (
      select content_items.id, content_items.path as old_path, sections.path || '/' || content_items.slug as new_path,
        ${wasPublicHere} as was_public
      from content_items join sections on sections.id = content_items.section_id
      where section_id in (select id from subtree) and content_items.path <> sections.path || '/' || content_items.slug
    ), regained as (
      delete from path_aliases using moved where path_aliases.path = moved.new_path and content_id = moved.id
    ), kept as (
      insert into path_aliases (path, content_id) select old_path, id from moved where was_public
        on conflict (path) do update set content_id = excluded.content_id where ${takesOverAlias}
    )
    update content_items set path = moved.new_path, version = version + 1 from moved where content_items.id = moved.id`);
}
