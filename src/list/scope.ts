import { type SQL, sql } from 'drizzle-orm';
import type { ContentType, GENRES } from '../item/kind-names.js';

/** Conditions on items, by ids. All must be met. An absent field sets no condition. An empty list matches no item. */
export interface ContentScope {
  /** Absent or null stands for every language. */
  readonly language?: string | null | undefined;
  readonly types?: readonly ContentType[] | undefined;
  readonly genres?: readonly (typeof GENRES)[number][] | undefined;
  readonly sectionIds?: readonly number[] | undefined;
  readonly regionIds?: readonly number[] | undefined;
  readonly seriesIds?: readonly number[] | undefined;
  readonly authorIds?: readonly number[] | undefined;
  readonly tagIds?: readonly number[] | undefined;
  /** An item must have a tag of each group. A group has the tags with the same name, in several languages. */
  readonly allTagIds?: readonly (readonly number[])[] | undefined;
  readonly noTagIds?: readonly number[] | undefined;
  /** Items that editors chose for one of the collections, and items that match its rule. */
  readonly collections?: readonly CollectionScope[] | undefined;
  /** Leaves out the items that editors chose for this collection. */
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

/**
 * A walk along an index that has the items of each owner in the order of publication. An owner has items, such as a
 * section or a kind of content. `column` of `table` refers to the owner. `values` are the requested owners.
 */
export interface Walk {
  readonly table: 'content_items' | 'content_tags' | 'content_authors' | 'content_regions';
  readonly column: 'section_id' | 'series_id' | 'tag_id' | 'author_id' | 'region_id' | 'type';
  readonly values: SQL;
  readonly hasOne: boolean;
}

/** A condition of a scope. If it has a walk, every item on the walk meets the condition. */
interface Condition {
  readonly holds: SQL;
  readonly walk?: Walk;
}

const ints = (ids: readonly number[]) => sql`${sql.param([...ids])}::int[]`;

/** Makes the conditions of a scope, for a select from `content_items`. The statement must add `isPublic`. */
export function conditionsOf(scope: ContentScope): SQL[] {
  return listConditions(scope).map(({ holds }) => holds);
}

/** Chooses the best walk to the newest items of some scopes. Each item on the walk must be checked for `conditions`. */
export function chooseWalk(scopes: readonly ContentScope[]): { walk: Walk | undefined; conditions: SQL[] } {
  const all = scopes.flatMap(listConditions);
  const chosen = WALKS.map((column) => all.find(({ walk }) => walk?.column === column)).find(Boolean);
  return { walk: chosen?.walk, conditions: all.filter((one) => one !== chosen).map(({ holds }) => holds) };
}

/** The columns of walks, the best first. Few items belong to a series or an author, many to a section or a region. */
const WALKS = ['series_id', 'author_id', 'tag_id', 'section_id', 'region_id', 'type'];

function listConditions(scope: ContentScope): Condition[] {
  const { collections, genres, hasAudio, hasVideo, language, notChosenFor, publishedAfter, publishedBefore } = scope;
  const held: SQL[] = [];
  if (language != null) held.push(sql`content_items.language = ${language}`);
  if (genres) held.push(sql`content_items.genre = any(${sql.param([...genres])}::genre[])`);
  if (collections) held.push(isInCollections(collections));
  if (notChosenFor !== undefined) {
    held.push(sql`not exists (select from collection_items as chosen
      where chosen.content_id = content_items.id and chosen.collection_id = ${notChosenFor})`);
  }
  if (publishedAfter) held.push(sql`content_items.published_at >= ${publishedAfter.toISOString()}`);
  if (publishedBefore) held.push(sql`content_items.published_at < ${publishedBefore.toISOString()}`);
  // These conditions have no `is true`, as in the partial indexes. Otherwise PostgreSQL would not use the indexes.
  if (hasVideo !== undefined) held.push(sql`${sql.raw(hasVideo ? '' : 'not ')}content_items.has_video`);
  if (hasAudio !== undefined) held.push(sql`${sql.raw(hasAudio ? '' : 'not ')}content_items.has_audio`);
  return [...listMemberships(scope), ...held.map((holds) => ({ holds }))];
}

function listMemberships(scope: ContentScope): Condition[] {
  const { allTagIds = [], authorIds, noTagIds = [], regionIds, sectionIds, seriesIds, tagIds, types } = scope;
  const hasTag = (ids: readonly number[]) => isLinked('content_tags', 'tag_id', ids);
  const conditions: Condition[] = [];
  if (types) conditions.push(hasValue('type', sql`${sql.param([...types])}::content_type[]`, types.length));
  if (sectionIds) conditions.push(hasValue('section_id', ints(sectionIds), sectionIds.length));
  if (seriesIds) conditions.push(hasValue('series_id', ints(seriesIds), seriesIds.length));
  if (authorIds) conditions.push(isLinked('content_authors', 'author_id', authorIds));
  if (regionIds) conditions.push(isLinked('content_regions', 'region_id', regionIds));
  conditions.push(...allTagIds.slice(0, JOINED_TAGS).map(hasTag));
  if (allTagIds.length > JOINED_TAGS) conditions.push({ holds: hasTagOfEach(allTagIds.slice(JOINED_TAGS)) });
  if (tagIds) conditions.push(hasTag(tagIds));
  if (noTagIds.length > 0) conditions.push({ holds: sql`not ${hasTag(noTagIds).holds}` });
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
 * The most tags of `allTagIds` that are separate conditions, so that PostgreSQL can begin with the rarest tag. Further
 * tags share one condition. With twenty conditions, planning would take longer than running the statement.
 */
const JOINED_TAGS = 5;

/** Makes one condition for many tags, which compares the array of an item's tags with each group. */
function hasTagOfEach(groups: readonly (readonly number[])[]): SQL {
  const overlaps = groups.map((group) => sql`own.tags && ${ints(group)}`);
  return sql`exists (select from (select array_agg(link.tag_id) as tags from content_tags as link
      where link.content_id = content_items.id) as own where ${allOf(overlaps)})`;
}

/** The condition that an item was chosen or matches a rule. A union lets the two sides use different indexes. */
function isInCollections(collections: readonly CollectionScope[]): SQL {
  const chosen = collections.map(({ id }) => sql`select content_id from collection_items where collection_id = ${id}`);
  const matched = collections
    .flatMap(({ rule }) => rule ?? [])
    .map(
      (rule) => sql`select content_items.id from content_items
      where content_items.state = 'RELEASED' and ${allOf(conditionsOf(rule))}`,
    );
  const sides = [...chosen, ...matched];
  return sides.length > 0 ? sql`content_items.id in (${sql.join(sides, sql` union `)})` : sql`false`;
}

/** Joins conditions with `and`. An empty list becomes `true`. */
export function allOf(conditions: readonly SQL[]): SQL {
  return conditions.length > 0 ? sql.join([...conditions], sql` and `) : sql`true`;
}
