import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Snapshot } from '../kinds/snapshot.js';
import { findNamed } from '../list/names.js';
import { notFound } from '../writing/user-faults.js';

/** The rows that an item is connected to, by their ids. */
export interface Connected {
  readonly section: { readonly id: number; readonly path: string } | null;
  readonly seriesId: number | null;
  readonly authorIds: number[];
  readonly regionIds: number[];
  readonly tagIds: number[];
}

/** Finds the rows that an item names in its language. A name that nothing has is NOT_FOUND, by field. */
export async function findConnected(db: Database, item: Snapshot): Promise<Connected> {
  const { authors, language, regions, section, series, tags } = item;
  const named = (kind: 'author' | 'series' | 'tag', names: readonly string[]) =>
    names.map((name) => ({ kind, language, name }));
  const keys = [...named('author', authors), ...named('tag', tags), ...named('series', series ? [series] : [])];
  const found = keys.length > 0 ? await findNamed(db, keys) : [];
  const idOf = (place: number, field: string, name: string) => {
    const [first] = found[place] ?? [];
    if (!first) throw notFound(field, `there is no ${JSON.stringify(name.slice(0, 80))} in ${language}`);
    return first.id;
  };
  await holdNames(
    db,
    found.flatMap((ids, place) => (keys[place]?.kind === 'tag' ? ids.map(({ id }) => id) : [])),
  );
  return {
    section: section === undefined ? null : await findSection(db, language, section),
    authorIds: authors.map((name, place) => idOf(place, `authors.${place}`, name)),
    tagIds: tags.map((name, place) => idOf(authors.length + place, `tags.${place}`, name)),
    seriesId: series === undefined ? null : idOf(authors.length + tags.length, 'series', series),
    regionIds: await findRegions(db, language, regions),
  };
}

/** Waits for tags that are being merged. It is done before anything is written: later, the merge and this write could wait for each other. */
async function holdNames(db: Database, tagIds: readonly number[]): Promise<void> {
  if (tagIds.length === 0) return;
  await db.execute(sql`select from tags where id = any(${sql.param(tagIds)}::int[]) order by id for key share`);
}

async function findSection(db: Database, language: string, slug: string) {
  const { rows } = await db.execute<{ id: number; path: string }>(
    // The lock waits for a section that is being moved: the item's address begins with the section's.
    sql`select id, path from sections where language = ${language} and slug = ${slug} for key share`,
  );
  const [section] = rows;
  if (!section) throw notFound('section', `there is no section ${JSON.stringify(slug.slice(0, 80))} in ${language}`);
  return section;
}

async function findRegions(db: Database, language: string, slugs: readonly string[]): Promise<number[]> {
  if (slugs.length === 0) return [];
  const { rows } = await db.execute<{ id: number; slug: string }>(
    sql`select id, slug from regions where language = ${language} and slug = any(${sql.param(slugs)}::text[])`,
  );
  const ids = new Map(rows.map(({ id, slug }) => [slug, id]));
  return slugs.map((slug, place) => {
    const id = ids.get(slug);
    if (id === undefined)
      throw notFound(`regions.${place}`, `there is no region ${JSON.stringify(slug.slice(0, 80))} in ${language}`);
    return id;
  });
}
