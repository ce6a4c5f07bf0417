import { sql } from 'drizzle-orm';
import { ALL_NAMES, isShown, nameValues } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import type { Sight } from '../db/reading.js';
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
const bySlug = (kind: NameKey['kind'], table: string, { rule = sql`null::jsonb`, isShown = sql`true` } = {}) => sql`
  select asked.place, named.id, named.language, ${rule} as rule, 1 as rank, ${isShown} as is_shown from asked
  join ${sql.raw(table)} as named on named.slug = asked.name and (asked.language is null or named.language = asked.language)
  where asked.kind = ${sql.raw(`'${kind}'`)}`;

/**
 * In each language, tags that have the name as an alias are found only if no tag has the name as its slug. A hidden tag
 * does not count for this rule, or readers could notice it. But it is found too: no public item has it yet, and a
 * subscription may wait for one. The best row comes first.
 */
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
          ${bySlug('tag', 'tags', { isShown: isShown(sql`named.shown_from`) })}
          union all ${bySlug('author', 'authors')} union all ${bySlug('series', 'series')}
          union all ${bySlug('collection', 'collections', { rule: sql`named.rule` })}
          union all
          select asked.place, names.tag_id, names.language, null, 2, ${isShown(sql`named.shown_from`)} from asked
          join tag_names as names on names.name = plain_name(asked.name) and names.is_whole
            and (asked.language is null or names.language = asked.language)
          join tags as named on named.id = names.tag_id
          where asked.kind = 'tag'
        )
        select distinct on (place, language, id) * from found
        where is_shown is not true or rank = (select min(rank) from found as best
          where best.place = found.place and best.language = found.language and best.is_shown)
        order by place, language, id, rank
      ) as named`,
    )
    .orderBy(sql`named.rank`),
);

/**
 * Finds the rows for each name, in the order of the keys. A name can have rows in several languages. Without `sight`,
 * no tag is hidden: a writer may use every name.
 */
export async function findNamed(db: Database, keys: readonly NameKey[], sight?: Sight) {
  const rows = await selectNamed(db, {
    ...(sight ? nameValues(sight) : ALL_NAMES),
    kinds: keys.map((key) => key.kind),
    languages: keys.map((key) => key.language),
    names: keys.map((key) => key.name),
  });
  return keys.map((_, index) => rows.filter((row) => row.asked === index + 1));
}
