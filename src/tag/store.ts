import { and, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { type PageRequest, pageStatement } from '../db/page.js';
import { askedPlace, askedSlugs, inOrderAsked, type SlugKey, slugValues } from '../db/slug-keys.js';
import { statement } from '../db/statement.js';
import { tags } from './table.js';

export type Tag = typeof tags.$inferSelect;

const selectById = statement('tags_by_id', (db) =>
  db
    .select(getTableColumns(tags))
    .from(tags)
    .where(sql`${tags.id} = any(${sql.placeholder('ids')}::bigint[])`),
);

export function findTagsByIds(db: Database, ids: readonly number[]): Promise<Tag[]> {
  return selectById(db, { ids });
}

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

/** In the order asked; null in the place of one that is not there. */
export async function findTagsBySlug(db: Database, keys: readonly SlugKey[]): Promise<(Tag | null)[]> {
  return inOrderAsked(keys.length, await selectBySlug(db, slugValues(keys)));
}

const query = sql`plain_name(${sql.placeholder('query')})`;
/** The operators of the index by prefix; nothing sorts behind the last character that there is. */
const isFound = sql`${tags.id} in (select tag_id from tag_names
  where ${query} <> '' and name ~>=~ ${query} and name ~<~ (${query} || ${sql.raw("U&'\\+10FFFF'")}))`;
const inLanguage = sql`(${tags.language} = ${sql.placeholder('language')} or ${sql.placeholder('language')}::text is null)`;
const isOfKind = sql`(${tags.kind} = ${sql.placeholder('kind')}::tag_kind or ${sql.placeholder('kind')}::tag_kind is null)`;

const selectPage = (name: string, ...conditions: SQL[]) =>
  pageStatement(name, [tags.name, tags.id], 'asc', (db, page) =>
    db
      .select(getTableColumns(tags))
      .from(tags)
      .where(and(inLanguage, isOfKind, page.where, ...conditions))
      .orderBy(...page.orderBy)
      .limit(page.limit),
  );
const selectAll = selectPage('tags');
const selectFound = selectPage('tags_found', isFound);

/** By name. */
export function findTags(
  db: Database,
  options: {
    /** Null: every language. */
    readonly language: string | null;
    readonly kind: Tag['kind'] | null;
    /** The beginning of a name, an alias, or a word within one. */
    readonly query: string | null;
  },
  page: PageRequest,
): Promise<Tag[]> {
  return (options.query === null ? selectAll : selectFound)(db, { ...options }, page);
}
