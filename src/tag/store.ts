import { sql } from 'drizzle-orm';
import { isShown, nameRule, nameValues } from '../access/visibility.js';
import { isIfGiven } from '../db/asked.js';
import { namedLoaders, namedPages } from '../db/named-table.js';
import type { PageRequest } from '../db/page.js';
import type { Reading, Sight } from '../db/reading.js';
import { tags } from './table.js';

export type Tag = Omit<typeof tags.$inferSelect, 'shownFrom'>;

/** The condition that a tag has the asked text as its slug, or else as its name or an alias. Hidden tags are passed over. */
const isWanted = sql`${tags.id} = coalesce(
  (select id from tags as exact where exact.slug = asked.slug and exact.language = asked.language
    and ${isShown(sql`exact.shown_from`)}),
  (select min(tag_id) from tag_names join tags as named on named.id = tag_id and ${isShown(sql`named.shown_from`)}
    where tag_names.name = plain_name(asked.slug) and is_whole and tag_names.language = asked.language))`;

export const tagLoaders = namedLoaders(tags, nameRule(tags), isWanted);

const query = sql`plain_name(${sql.placeholder('query')})`;
/** The operators can use the index `tag_names_by_prefix`. U+10FFFF sorts after every character. */
const isFound = sql`${tags.id} in (select tag_id from tag_names
  where ${query} <> '' and name ~>=~ ${query} and name ~<~ (${query} || ${sql.raw("U&'\\+10FFFF'")}))`;

const key = [tags.name, tags.id];
const isOfKind = isIfGiven(tags.kind, 'kind');
const isListed = isShown(tags.shownFrom);
const selectAll = namedPages('tags', tags, key, isOfKind, isListed);
const selectFound = namedPages('tags_found', tags, key, isOfKind, isListed, isFound);

/** Reads tags in the order of their names. `query` is the beginning of a name, an alias, or a word within one. */
export function findTags(
  { db, ...sight }: Pick<Reading, 'db'> & Sight,
  conditions: { readonly language: string | null; readonly kind: Tag['kind'] | null; readonly query: string | null },
  page: PageRequest,
): Promise<Tag[]> {
  return (conditions.query === null ? selectAll : selectFound)(db, { ...conditions, ...nameValues(sight) }, page);
}
