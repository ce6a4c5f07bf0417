import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.js';
import { pathOf } from '../../site/address.js';
import { slugify } from '../../writing/slug.js';
import type { ContentDraft } from '../contract/draft.js';
import type { WriteSettings } from './read-draft.js';

/** The most attempts to find or create rows. An attempt fails if another transaction creates a row at the same time. */
const ATTEMPTS = 3;

interface Named {
  readonly name: string;
  readonly slug?: string | undefined;
}

/** A row that was found or created. Only sections have a path. */
interface Found {
  readonly id: number;
  readonly path: string | null;
}

/** A table, and the statement that finds rows by slug and creates the missing rows. */
interface Kind<Item extends Named> {
  readonly name: string;
  readonly findOrMake: (slugs: string[], items: Item[]) => SQL;
}

/**
 * Finds or creates sections, authors, tags and so on by name, and remembers them for the whole import. A new name is
 * hidden (`shown_from` is null) until its first item opens: the item may be a draft, or under embargo.
 */
export function createTaxonomy(db: Database, settings: Pick<WriteSettings, 'siteLanguage'>) {
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
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      // The slugs are sorted, so that two imports at the same time do not deadlock over their new rows.
      const unknown = [...bySlug].filter(([slug]) => !known(slug)).sort(([a], [b]) => (a < b ? -1 : 1));
      if (unknown.length === 0) break;
      const [slugs, wanted] = [unknown.map(([slug]) => slug), unknown.map(([, item]) => item)];
      const statement = kind.findOrMake(slugs, wanted);
      const { rows } = await db.execute<Found & { slug: string } & Record<string, unknown>>(statement);
      for (const row of rows) pending.set(keyOf(row.slug), row);
    }
    return [...bySlug.keys()].flatMap((slug) => known(slug) ?? []);
  }

  async function section(language: string, asked: ContentDraft['section']): Promise<Found | null> {
    if (!asked) return null;
    const parent = asked.parent ? await section(language, asked.parent) : null;
    const [found] = await resolve(language, [asked], sectionKind(language, settings.siteLanguage, parent));
    return found ?? null;
  }

  const idsOf = async (found: Promise<Found[]>) => (await found).map(({ id }) => id);
  return {
    section,
    idsIn: (table: 'regions' | 'authors', language: string, items: readonly Named[]) =>
      idsOf(resolve(language, items, plainKind(language, table))),
    seriesId: async (language: string, item: Named | undefined): Promise<number | null> => {
      const [id] = item ? await idsOf(resolve(language, [item], plainKind(language, 'series'))) : [];
      return id ?? null;
    },
    tagIds: (language: string, items: ContentDraft['tags']) => idsOf(resolve(language, items, tagKind(language))),
    /** Called at the end of a transaction. Keeps the rows that it has resolved, or forgets them after a rollback. */
    settle: (outcome: 'committed' | 'rolled back'): void => {
      if (outcome === 'committed') for (const [key, found] of pending) committed.set(key, found);
      pending.clear();
    },
    /** Forgets all rows. Called after a record, because the record may have changed a row. */
    forget: (): void => committed.clear(),
  };
}

export type Taxonomy = ReturnType<typeof createTaxonomy>;

function plainKind(language: string, name: 'regions' | 'authors' | 'series'): Kind<Named> {
  const table = sql.identifier(name);
  const title = sql.identifier(name === 'series' ? 'title' : 'name');
  return {
    name,
    findOrMake: (slugs, items) =>
      sql`with asked as (select * from ${askedFor(slugs, items)}), found as (
          select id, slug from ${table} where language = ${language} and slug = any(${sql.param(slugs)})
        ), made as (
          insert into ${table} (language, slug, ${title}, shown_from)
          select ${language}, slug, name, null from asked where slug not in (select slug from found)
          on conflict do nothing returning id, slug
        ) select *, null as path from found union all select *, null from made`,
  };
}

function sectionKind(language: string, siteLanguage: string, parent: Found | null): Kind<Named> {
  const folder = parent?.path ?? pathOf(language, siteLanguage).replace(/\/$/, '');
  return {
    name: 'sections',
    findOrMake: (slugs, items) =>
      sql`with asked as (select * from ${askedFor(slugs, items)}), found as (
          select id, slug, path from sections where language = ${language} and slug = any(${sql.param(slugs)})
        ), made as (
          insert into sections (language, slug, name, parent_id, path, shown_from)
          select ${language}, slug, name, ${parent?.id ?? null}::int, ${folder} || '/' || slug, null
          from asked where slug not in (select slug from found)
          on conflict do nothing returning id, slug, path
        ) select * from found union all select * from made`,
  };
}

/** Finds tags by their slugs and aliases, and creates missing tags. */
function tagKind(language: string): Kind<ContentDraft['tags'][number]> {
  return {
    name: 'tags',
    findOrMake: (slugs, items) =>
      sql`with asked as (
          select asked.*, kind.kind, array(select jsonb_array_elements_text(aliases.aliases)) as aliases
          from ${askedFor(slugs, items)}
          join unnest(${sql.param(items.map((item) => item.kind))}::tag_kind[]) with ordinality as kind(kind, place) using (place)
          join unnest(${sql.param(items.map((item) => JSON.stringify(item.aliases)))}::jsonb[]) with ordinality as aliases(aliases, place) using (place)
        ), found as (
          select distinct on (asked.slug) tags.id, asked.slug from asked
          join tags on tags.language = ${language} and (tags.slug = asked.slug or tags.aliases && array[asked.slug, asked.name])
          order by asked.slug, (tags.slug = asked.slug) desc, tags.id
        ), made as (
          insert into tags (language, slug, name, kind, aliases, shown_from)
          select ${language}, slug, name, kind, aliases, null from asked where slug not in (select slug from found)
          on conflict do nothing returning id, slug
        ) select *, null as path from found union all select *, null from made`,
  };
}

function askedFor(slugs: readonly string[], items: readonly Named[]) {
  const names = items.map((item) => item.name);
  return sql`unnest(${sql.param(slugs)}::text[], ${sql.param(names)}::text[]) with ordinality as asked(slug, name, place)`;
}
