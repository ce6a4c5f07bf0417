import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Snapshot } from '../kinds/snapshot.js';
import { findNamed } from '../list/names.js';
import { findRegions } from '../region/store.js';
import { unknownName } from '../writing/changes.js';

/** The section, authors, tags, series and regions of an item, mostly as ids. */
export type Connected = Awaited<ReturnType<typeof findConnected>>;

/** Finds what an item names in its language. The error of an unknown name names the field. */
export async function findConnected(db: Database, item: Snapshot) {
  const { authors, language, section, series, tags } = item;
  const asked = [
    ...authors.map((name, place) => ({ kind: 'author' as const, field: `authors.${place}`, language, name })),
    ...tags.map((name, place) => ({ kind: 'tag' as const, field: `tags.${place}`, language, name })),
    ...(series === undefined ? [] : [{ kind: 'series' as const, field: 'series', language, name: series }]),
  ];
  const found = asked.length > 0 ? await findNamed(db, asked) : [];
  const rows = asked.map(({ field, kind, name }, place) => {
    const [first] = found[place] ?? [];
    if (!first) throw unknownName(field, kind, name, language);
    return { kind, id: first.id };
  });
  const idsOf = (kind: (typeof asked)[number]['kind']) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  const tagIds = idsOf('tag');
  await lockTags(db, tagIds);
  return {
    section: section === undefined ? null : await findSection(db, language, section),
    authorIds: idsOf('author'),
    tagIds,
    seriesId: idsOf('series')[0] ?? null,
    regionIds: await findRegionIds(db, item),
  };
}

/**
 * Waits until merges of these tags end, and prevents new ones. It must happen before the first write, because a merge
 * and the write could deadlock otherwise.
 */
async function lockTags(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`select from tags where id = any(${sql.param(ids)}::int[]) order by id for key share`);
}

async function findSection(db: Database, language: string, slug: string) {
  const { rows } = await db.execute<{ id: number; path: string }>(
    // The lock waits until a running move of the section ends, because the address of the item begins with the path of the section.
    sql`select id, path from sections where language = ${language} and slug = ${slug} for key share`,
  );
  const [section] = rows;
  if (!section) throw unknownName('section', 'section', slug, language);
  return section;
}

async function findRegionIds(db: Database, { language, regions }: Snapshot): Promise<number[]> {
  const all = regions.length > 0 ? await findRegions(db) : [];
  return regions.map((slug, place) => {
    const region = all.find((row) => row.language === language && row.slug === slug);
    if (!region) throw unknownName(`regions.${place}`, 'region', slug, language);
    return region.id;
  });
}
