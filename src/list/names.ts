import { sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import type { ContentRule } from './rule.js';

/** A name in a filter: a slug, or for tags also an alias. */
export interface NameKey {
  readonly kind: 'tag' | 'author' | 'series' | 'collection';
  /** Null stands for every language. */
  readonly language: string | null;
  readonly name: string;
}

/** A tag, author, series or collection that has the name. There may be one in each language. */
export interface Named {
  readonly id: number;
  readonly language: string;
  /** Null for things other than collections. */
  readonly rule: ContentRule | null;
}

/** In each language, tags that have the name as an alias are found only if no tag has the name as its slug. */
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

/**
 * Finds the things that have each name, in the order of the keys. The list of a name is empty if nothing has the name.
 */
export async function findNamed(db: Database, keys: readonly NameKey[]): Promise<Named[][]> {
  const rows = await selectNamed(db, {
    kinds: keys.map((key) => key.kind),
    languages: keys.map((key) => key.language),
    names: keys.map((key) => key.name),
  });
  return keys.map((_, index) => rows.filter((row) => row.asked === index + 1));
}
