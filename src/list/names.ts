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

/** Selects the rows of a table whose slug is a requested name. Only collections have a rule. */
const bySlug = (kind: NameKey['kind'], table: string, rule = 'null::jsonb') =>
  sql.raw(`
  select asked.place, named.id, named.language, ${rule} as rule, 1 as rank from asked
  join ${table} as named on named.slug = asked.name and (asked.language is null or named.language = asked.language)
  where asked.kind = '${kind}'`);

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
          ${bySlug('tag', 'tags')} union all ${bySlug('author', 'authors')} union all ${bySlug('series', 'series')}
          union all ${bySlug('collection', 'collections', 'named.rule')}
          union all
          select asked.place, names.tag_id, names.language, null, 2 from asked
          join tag_names as names on names.name = plain_name(asked.name) and names.is_whole
            and (asked.language is null or names.language = asked.language)
          where asked.kind = 'tag'
        )
        select distinct on (place, language, id) * from found
        where rank = (select min(rank) from found as best where best.place = found.place and best.language = found.language)
      ) as named`,
    ),
);

/** Finds the rows for each name, in the order of the keys. A name can have rows in several languages. */
export async function findNamed(db: Database, keys: readonly NameKey[]) {
  const rows = await selectNamed(db, {
    kinds: keys.map((key) => key.kind),
    languages: keys.map((key) => key.language),
    names: keys.map((key) => key.name),
  });
  return keys.map((_, index) => rows.filter((row) => row.asked === index + 1));
}
