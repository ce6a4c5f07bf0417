import { type SQL, sql } from 'drizzle-orm';
import type { CONTENT_TYPES, GENRES } from '../item/content-kinds.js';

/** Which items a list holds: conditions that all hold, by ids. What is absent sets none; an empty list matches nothing. */
export interface ContentScope {
  /** Absent or null: every language. */
  readonly language?: string | null | undefined;
  readonly types?: readonly (typeof CONTENT_TYPES)[number][] | undefined;
  readonly genres?: readonly (typeof GENRES)[number][] | undefined;
  readonly sectionIds?: readonly number[] | undefined;
  readonly regionIds?: readonly number[] | undefined;
  readonly seriesIds?: readonly number[] | undefined;
  readonly authorIds?: readonly number[] | undefined;
  readonly tagIds?: readonly number[] | undefined;
  /** One of each group: a group is one tag in several languages. */
  readonly allTagIds?: readonly (readonly number[])[] | undefined;
  readonly noTagIds?: readonly number[] | undefined;
  /** What a collection holds: chosen items, and what its rule matches. */
  readonly collections?: readonly CollectionScope[] | undefined;
  /** Leaves out what editors chose for this collection. */
  readonly notChosenFor?: number | undefined;
  /** Inclusive. */
  readonly publishedAfter?: Date | undefined;
  /** Exclusive. */
  readonly publishedBefore?: Date | undefined;
  readonly hasVideo?: boolean | undefined;
  readonly hasAudio?: boolean | undefined;
}

export interface CollectionScope {
  readonly id: number;
  readonly rule: ContentScope | null;
}

/** A list of ids whose newest items one walk along an index finds: where it is, and which column names the owner. */
export interface Walk {
  readonly table: 'content_items' | 'content_tags' | 'content_authors' | 'content_regions';
  readonly column: 'section_id' | 'series_id' | 'tag_id' | 'author_id' | 'region_id' | 'type';
  readonly values: SQL;
  readonly hasOne: boolean;
}

/** A condition, and the walk that makes it superfluous. */
interface Condition {
  readonly holds: SQL;
  readonly walk?: Walk;
}

const ints = (ids: readonly number[]) => sql`${sql.param([...ids])}::int[]`;

/** The conditions of a scope over `content_items`; without what is public, which each statement adds. */
export function conditionsOf(scope: ContentScope): SQL[] {
  return listConditions(scope).map(({ holds }) => holds);
}

/**
 * The best way to the newest items of some scopes, and what is left to check on it. What narrows most comes first: few
 * items belong to one series or author, many to a section or a region.
 */
export function chooseWalk(scopes: readonly ContentScope[]): { walk: Walk | undefined; conditions: SQL[] } {
  const all = scopes.flatMap(listConditions);
  const chosen = WALKS.map((column) => all.find(({ walk }) => walk?.column === column)).find(Boolean);
  return { walk: chosen?.walk, conditions: all.filter((one) => one !== chosen).map(({ holds }) => holds) };
}

const WALKS = ['series_id', 'author_id', 'tag_id', 'section_id', 'region_id', 'type'];

function listConditions(scope: ContentScope): Condition[] {
  const { collections, hasAudio, hasVideo, language, notChosenFor, publishedAfter, publishedBefore } = scope;
  const conditions: Condition[] = [...listMemberships(scope)];
  if (language != null) conditions.push({ holds: sql`content_items.language = ${language}` });
  if (scope.genres)
    conditions.push({ holds: sql`content_items.genre = any(${sql.param([...scope.genres])}::genre[])` });
  if (collections) conditions.push({ holds: isInCollections(collections) });
  if (notChosenFor !== undefined) {
    conditions.push({
      holds: sql`not exists (select from collection_items as chosen
        where chosen.content_id = content_items.id and chosen.collection_id = ${notChosenFor})`,
    });
  }
  if (publishedAfter) conditions.push({ holds: sql`content_items.published_at >= ${publishedAfter.toISOString()}` });
  if (publishedBefore) conditions.push({ holds: sql`content_items.published_at < ${publishedBefore.toISOString()}` });
  // Not `is true`: the indexes of what has a video, or a sound, are found by the very words of their condition.
  if (hasVideo !== undefined)
    conditions.push({ holds: sql`${sql.raw(hasVideo ? '' : 'not ')}content_items.has_video` });
  if (hasAudio !== undefined)
    conditions.push({ holds: sql`${sql.raw(hasAudio ? '' : 'not ')}content_items.has_audio` });
  return conditions;
}

function listMemberships(scope: ContentScope): Condition[] {
  const { allTagIds = [], authorIds, noTagIds, regionIds, sectionIds, seriesIds, tagIds, types } = scope;
  const conditions: Condition[] = [];
  if (types) conditions.push(hasValue('type', sql`${sql.param([...types])}::content_type[]`, types.length));
  if (sectionIds) conditions.push(hasValue('section_id', ints(sectionIds), sectionIds.length));
  if (seriesIds) conditions.push(hasValue('series_id', ints(seriesIds), seriesIds.length));
  if (authorIds) conditions.push(isLinked('content_authors', 'author_id', authorIds));
  if (regionIds) conditions.push(isLinked('content_regions', 'region_id', regionIds));
  for (const group of allTagIds.slice(0, JOINED_TAGS)) conditions.push(isLinked('content_tags', 'tag_id', group));
  if (allTagIds.length > JOINED_TAGS) conditions.push({ holds: hasTagOfEach(allTagIds.slice(JOINED_TAGS)) });
  if (tagIds) conditions.push(isLinked('content_tags', 'tag_id', tagIds));
  if (noTagIds && noTagIds.length > 0) {
    conditions.push({ holds: sql`not ${isLinked('content_tags', 'tag_id', noTagIds).holds}` });
  }
  return conditions;
}

function hasValue(column: 'type' | 'section_id' | 'series_id', values: SQL, count: number): Condition {
  return {
    holds: sql`content_items.${sql.identifier(column)} = any(${values})`,
    walk: { table: 'content_items', column, values, hasOne: count === 1 },
  };
}

function isLinked(
  table: Exclude<Walk['table'], 'content_items'>,
  column: 'tag_id' | 'author_id' | 'region_id',
  ids: readonly number[],
): Condition {
  return {
    holds: sql`exists (select from ${sql.identifier(table)} as link
      where link.content_id = content_items.id and link.${sql.identifier(column)} = any(${ints(ids)}))`,
    walk: { table, column, values: ints(ids), hasOne: ids.length === 1 },
  };
}

/**
 * Tags that PostgreSQL joins, beginning with the rarest of them. With a join for each of twenty it takes longer to plan a
 * statement than to run it: the time grows faster than their number.
 */
const JOINED_TAGS = 5;

/** One look at the tags of an item, however many it must have. */
function hasTagOfEach(groups: readonly (readonly number[])[]): SQL {
  const overlaps = groups.map((group) => sql`own.tags && ${ints(group)}`);
  return sql`exists (select from (select array_agg(link.tag_id) as tags from content_tags as link
      where link.content_id = content_items.id) as own where ${allOf(overlaps)})`;
}

/** A union, not an `or`: each side has its own index. */
function isInCollections(collections: readonly CollectionScope[]): SQL {
  const sides = collections.flatMap(({ id, rule }) => [
    sql`select content_id from collection_items where collection_id = ${id}`,
    ...(rule
      ? [
          sql`select content_items.id from content_items
      where content_items.state = 'RELEASED' and ${allOf(conditionsOf(rule))}`,
        ]
      : []),
  ]);
  return sides.length > 0 ? sql`content_items.id in (${sql.join(sides, sql` union `)})` : sql`false`;
}

/** All of the conditions; true without any. */
export function allOf(conditions: readonly SQL[]): SQL {
  return conditions.length > 0 ? sql.join([...conditions], sql` and `) : sql`true`;
}
