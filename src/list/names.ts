import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import type { ContentRule } from './rule.js';

/** A slug, or for tags also an alias, that a filter names. */
export interface NameKey {
  readonly kind: 'tag' | 'author' | 'series' | 'collection';
  /** Null: in every language. */
  readonly language: string | null;
  readonly name: string;
}

/** A thing that has the name. Each language may have one. */
export interface Named {
  readonly id: number;
  readonly language: string;
  /** Only of collections. */
  readonly rule: ContentRule | null;
}

/** A tag that has the name as its slug comes before a tag that has it as an alias. */
const selectNamed = statement('named', (db) =>
  db
    .select({
      asked: sql<number>`named.place::int`,
      id: sql<number>`named.id::int`,
      language: sql<string>`named.language`,
      rule: sql<ContentRule | null>`named.rule`,
    })
    .from(
      sql`(
        with asked as (
          select * from unnest(${sql.placeholder('kinds')}::text[], ${sql.placeholder('languages')}::text[],
            ${sql.placeholder('names')}::text[]) with ordinality as asked(kind, language, name, place)
        ), found as (
          select asked.place, tags.id, tags.language, null::jsonb as rule, 1 as rank from asked
          join tags on tags.slug = asked.name and (asked.language is null or tags.language = asked.language)
          where asked.kind = 'tag'
          union all
          select asked.place, names.tag_id, names.language, null, 2 from asked
          join tag_names as names on names.name = plain_name(asked.name) and names.is_whole
            and (asked.language is null or names.language = asked.language)
          where asked.kind = 'tag'
          union all
          select asked.place, authors.id, authors.language, null, 1 from asked
          join authors on authors.slug = asked.name and (asked.language is null or authors.language = asked.language)
          where asked.kind = 'author'
          union all
          select asked.place, series.id, series.language, null, 1 from asked
          join series on series.slug = asked.name and (asked.language is null or series.language = asked.language)
          where asked.kind = 'series'
          union all
          select asked.place, collections.id, collections.language, collections.rule, 1 from asked
          join collections on collections.slug = asked.name
            and (asked.language is null or collections.language = asked.language)
          where asked.kind = 'collection'
        )
        select distinct on (place, language, id) * from found
        where rank = (select min(rank) from found as best where best.place = found.place and best.language = found.language)
      ) as named`,
    ),
);

/** Finds the things of each name, in the order of the keys. A name that nothing has gets an empty list. */
export async function findNamed(db: Database, keys: readonly NameKey[]): Promise<Named[][]> {
  const rows = await selectNamed(db, {
    kinds: keys.map((key) => key.kind),
    languages: keys.map((key) => key.language),
    names: keys.map((key) => key.name),
  });
  return keys.map((_, index) => rows.filter((row) => row.asked === index + 1));
}
