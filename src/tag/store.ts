import { and, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { askedPlace, askedSlugs, isAsked, isIfGiven, slugLoader } from '../db/asked.js';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import type { Reading } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { tags } from './table.js';

export type Tag = typeof tags.$inferSelect;

const selectById = statement('tags_by_id', (db) => db.select(getTableColumns(tags)).from(tags).where(isAsked(tags.id)));

/** Finds the tag that has a text as its slug, or else a tag that has the text as its name or an alias. */
const selectBySlug = statement('tags_by_slug', (db) =>
  db
    .select({ asked: askedPlace, row: getTableColumns(tags) })
    .from(askedSlugs)
    .innerJoin(
      tags,
      sql`${tags.id} = coalesce(
        (select id from tags as exact where exact.slug = asked.slug and exact.language = asked.language),
        (select min(tag_id) from tag_names where tag_names.name = plain_name(asked.slug) and is_whole
          and tag_names.language = asked.language))`,
    ),
);

export function tagLoaders({ batch, db }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => selectById(db, { ids }),
      (tag) => tag.id,
    ),
    /** Finds a tag by its slug, its name or an alias. */
    bySlug: slugLoader({ batch, db }, selectBySlug),
  };
}

const query = sql`plain_name(${sql.placeholder('query')})`;
/**
 * The operators `~>=~` and `~<~` can use the index `tag_names_by_prefix`. The upper bound ends in the last character of
 * Unicode, so that every name with the prefix is below it.
 */
const isFound = sql`${tags.id} in (select tag_id from tag_names
  where ${query} <> '' and name ~>=~ ${query} and name ~<~ (${query} || ${sql.raw("U&'\\+10FFFF'")}))`;

const selectPage = (name: string, ...conditions: SQL[]) =>
  pageStatement(name, [tags.name, tags.id], 'asc', (db, page) =>
    db
      .select(getTableColumns(tags))
      .from(tags)
      .where(and(isIfGiven(tags.language, 'language'), isIfGiven(tags.kind, 'kind'), page.where, ...conditions))
      .orderBy(...page.orderBy)
      .limit(page.limit),
  );
const selectAll = selectPage('tags');
const selectFound = selectPage('tags_found', isFound);

/** The conditions on the tags of a list. Null sets no condition. */
interface TagConditions {
  readonly language: string | null;
  readonly kind: Tag['kind'] | null;
  /** The beginning of a name, an alias, or a word within one. */
  readonly query: string | null;
}

/** Reads tags in the order of their names. */
export function findTags(db: Database, conditions: TagConditions, page: PageRequest): Promise<Tag[]> {
  return (conditions.query === null ? selectAll : selectFound)(db, { ...conditions }, page);
}
