import { sql } from 'drizzle-orm';
import { slugify } from '../content/slug.js';
import type { Database } from '../db/client.js';
import { pathOf } from '../site/address.js';
import type { ArticleDraft } from './draft.js';

interface Named {
  readonly name: string;
  readonly slug?: string | undefined;
}

/** A row of a table that has names: `path` is a section's. */
interface Found {
  readonly id: number;
  readonly path: string | null;
}

/** How one kind of thing is found, and made where it isn't there. */
interface Kind<Item extends Named> {
  readonly name: string;
  readonly find: (slugs: string[], items: Item[]) => Promise<readonly (Found & { slug: string })[]>;
  readonly make: (slug: string, item: Item) => Promise<Found>;
}

/**
 * Finds sections, regions, authors and tags by name, and makes those that aren't there. What was found is remembered for
 * the whole import, but what a transaction made only once that is committed.
 */
export function createTaxonomy(db: Database, siteLanguage: string) {
  const committed = new Map<string, Found>();
  const pending = new Map<string, Found>();

  async function resolve<Item extends Named>(
    language: string,
    items: readonly Item[],
    kind: Kind<Item>,
  ): Promise<Found[]> {
    const bySlug = new Map(items.map((item) => [item.slug || slugify(item.name), item]));
    bySlug.delete('');
    const keyOf = (slug: string) => `${kind.name} ${language} ${slug}`;
    const known = (slug: string) => pending.get(keyOf(slug)) ?? committed.get(keyOf(slug));
    // In the order of their slugs, so that two imports at once can't each wait for what the other makes.
    const unknown = [...bySlug].filter(([slug]) => !known(slug)).sort(([a], [b]) => (a < b ? -1 : 1));
    if (unknown.length > 0) {
      const [slugs, wanted] = [unknown.map(([slug]) => slug), unknown.map(([, item]) => item)];
      for (const row of await kind.find(slugs, wanted)) pending.set(keyOf(row.slug), row);
      for (const [slug, item] of unknown) if (!known(slug)) pending.set(keyOf(slug), await kind.make(slug, item));
    }
    return [...bySlug.keys()].flatMap((slug) => known(slug) ?? []);
  }

  async function section(language: string, asked: ArticleDraft['section']): Promise<Found | null> {
    if (!asked) return null;
    const parent = asked.parent ? await section(language, asked.parent) : null;
    const [found] = await resolve(language, [asked], sectionKind(db, language, siteLanguage, parent));
    return found ?? null;
  }

  const idsOf = async (found: Promise<Found[]>) => (await found).map(({ id }) => id);
  return {
    section,
    regionIds: (language: string, items: readonly Named[]) =>
      idsOf(resolve(language, items, plainKind(db, language, 'regions'))),
    authorIds: (language: string, items: readonly Named[]) =>
      idsOf(resolve(language, items, plainKind(db, language, 'authors'))),
    tagIds: (language: string, items: ArticleDraft['tags']) => idsOf(resolve(language, items, tagKind(db, language))),
    /** Keeps what the transaction made, or forgets it. */
    settle: (outcome: 'committed' | 'rolled back'): void => {
      if (outcome === 'committed') for (const [key, found] of pending) committed.set(key, found);
      pending.clear();
    },
  };
}

export type Taxonomy = ReturnType<typeof createTaxonomy>;

function plainKind(db: Database, language: string, name: 'regions' | 'authors'): Kind<Named> {
  const table = sql.identifier(name);
  return {
    name,
    find: (slugs) =>
      select(
        db,
        sql`select id, slug, null as path from ${table} where language = ${language} and slug = any(${sql.param(slugs)})`,
      ),
    make: (slug, item) =>
      insert(
        db,
        sql`insert into ${table} (language, slug, name) values (${language}, ${slug}, ${item.name})
        on conflict (language, slug) do update set slug = excluded.slug returning id, slug, null as path`,
      ),
  };
}

function sectionKind(db: Database, language: string, siteLanguage: string, parent: Found | null): Kind<Named> {
  return {
    name: 'sections',
    find: (slugs) =>
      select(
        db,
        sql`select id, slug, path from sections where language = ${language} and slug = any(${sql.param(slugs)})`,
      ),
    make: (slug, item) => {
      const path = parent?.path ? `${parent.path}/${slug}` : pathOf(language, siteLanguage, slug);
      return insert(
        db,
        sql`insert into sections (language, slug, name, parent_id, path)
        values (${language}, ${slug}, ${item.name}, ${parent?.id ?? null}, ${path})
        on conflict (language, slug) do update set slug = excluded.slug returning id, slug, path`,
      );
    },
  };
}

/** A tag is found by its slug, or by another spelling of its name. */
function tagKind(db: Database, language: string): Kind<ArticleDraft['tags'][number]> {
  return {
    name: 'tags',
    find: (slugs, items) =>
      select(
        db,
        sql`select distinct on (asked.slug) asked.slug, tags.id, null as path
        from unnest(${sql.param(slugs)}::text[], ${sql.param(items.map((item) => item.name))}::text[]) as asked(slug, name)
        join tags on tags.language = ${language} and (tags.slug = asked.slug or tags.aliases && array[asked.slug, asked.name])
        order by asked.slug, (tags.slug = asked.slug) desc, tags.id`,
      ),
    make: (slug, { aliases, kind, name }) =>
      insert(
        db,
        sql`insert into tags (language, slug, name, kind, aliases)
        values (${language}, ${slug}, ${name}, ${kind}, ${sql.param(aliases)})
        on conflict (language, slug) do update set slug = excluded.slug returning id, slug, null as path`,
      ),
  };
}

type Row = Found & { slug: string };

async function select(db: Database, query: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await db.execute<Row & Record<string, unknown>>(query);
  return rows;
}

async function insert(db: Database, query: ReturnType<typeof sql>): Promise<Found> {
  const [row] = await select(db, query);
  if (!row) throw new Error('an insert that always answers a row answered none');
  return row;
}
