import { builder } from '../graphql/builder.js';
import { ContentTypeEnum, GenreEnum } from '../item/type.js';
import type { Context } from '../schema/context.js';
import { chooseListLanguage } from '../site/loaders.js';
import type { NameKey } from './names.js';
import type { ContentRule } from './rule.js';
import type { CollectionScope, ContentScope } from './scope.js';

/** The most tags of `allOf`. Each of them is a condition of its own. */
const MOST_TAGS_AT_ONCE = 20;

const TagFilterInput = builder.inputType('TagFilter', {
  description: 'Conditions on tags, by slugs or aliases. All that are given hold at once.',
  fields: (t) => ({
    anyOf: t.stringList({ description: 'At least one of these.' }),
    allOf: t.stringList({ description: 'Each of these.', most: MOST_TAGS_AT_ONCE }),
    noneOf: t.stringList({ description: 'None of these.' }),
  }),
});

export const ContentFilterInput = builder.inputType('ContentFilter', {
  description:
    'Conditions on items, all of which hold at once. An absent field, null and an empty list set no condition. An unknown slug matches nothing.',
  fields: (t) => ({
    types: t.field({ type: [ContentTypeEnum], description: 'Kinds of content.' }),
    genres: t.field({ type: [GenreEnum], description: 'Sorts of articles; other kinds have none.' }),
    sections: t.stringList({ description: 'Slugs of sections; their sub-sections are included.' }),
    regions: t.stringList({ description: 'Slugs of regions.' }),
    tags: t.field({ type: TagFilterInput, description: 'Conditions on tags.' }),
    authors: t.stringList({ description: 'Slugs of authors: at least one of them.' }),
    collection: t.string({
      description: 'The slug of a coverage package: its chosen items, and the items that match its rule.',
    }),
    series: t.string({ description: 'The slug of a series.' }),
    language: t.field({
      type: 'LanguageTag',
      description:
        "At the root, when absent: the field's `language` argument, or the site's own. Falls back (`es-MX`, `es`, the site's own); `*` is every language. Below something that has a language: no condition when absent.",
    }),
    publishedAfter: t.field({ type: 'DateTime', description: 'Published at this moment or later.' }),
    publishedBefore: t.field({ type: 'DateTime', description: 'Published before this moment.' }),
    hasVideo: t.boolean({ description: 'Whether it is a video or has one in its body.' }),
    hasAudio: t.boolean({ description: 'Whether it can be listened to or has a recording in its body.' }),
  }),
});

export type ContentFilter = typeof ContentFilterInput.$inferInput;

/** Makes the scope of a list at the root. `asked` is the language for a filter that names none; a null language is every language. */
export async function readRootFilter(
  filter: ContentFilter | null | undefined,
  asked: string | null | undefined,
  context: Context,
): Promise<ContentScope & { readonly language: string | null }> {
  const language = chooseListLanguage(await context.loaders.site.load(), filter?.language ?? asked);
  return { ...(await readConditions(filter ?? {}, language, context)), language };
}

/** Makes the scope of a filter for the list of an owner. Slugs are looked up in the owner's language, unless the filter names another. */
export async function readFilterBelow(
  filter: ContentFilter | null | undefined,
  ownLanguage: string,
  context: Context,
): Promise<ContentScope> {
  if (!filter) return {};
  if (filter.language == null) return readConditions(filter, ownLanguage, context);
  const language = chooseListLanguage(await context.loaders.site.load(), filter.language);
  return { ...(await readConditions(filter, language, context)), language };
}

/** Makes the scope of a collection's rule. */
export async function readRule(rule: ContentRule, language: string, context: Context): Promise<ContentScope> {
  const { publishedAfter, publishedBefore, ...others } = rule;
  const dates = {
    publishedAfter: publishedAfter === undefined ? null : new Date(publishedAfter),
    publishedBefore: publishedBefore === undefined ? null : new Date(publishedBefore),
  };
  return { ...(await readConditions({ ...others, ...dates }, language, context)), language };
}

/** Turns the names of a filter into ids. All look-ups of an operation are one statement. */
async function readConditions(filter: ContentFilter, language: string | null, context: Context): Promise<ContentScope> {
  const { loaders } = context;
  const idsOf = async (kind: NameKey['kind'], names: readonly string[]) =>
    Promise.all(
      names.map(async (name) => (await loaders.list.named.load({ kind, language, name })).map(({ id }) => id)),
    );
  const flatIdsOf = async (kind: NameKey['kind'], names: readonly string[] | null | undefined) =>
    isGiven(names) ? (await idsOf(kind, names)).flat() : undefined;
  const { anyOf, allOf, noneOf } = filter.tags ?? {};
  const [sectionIds, regionIds, authorIds, seriesIds, tagIds, allTagIds, noTagIds, collections] = await Promise.all([
    isGiven(filter.sections) ? loaders.section.idsWithin(filter.sections, language) : undefined,
    isGiven(filter.regions) ? loaders.region.idsOf(filter.regions, language) : undefined,
    flatIdsOf('author', filter.authors),
    filter.series == null ? undefined : flatIdsOf('series', [filter.series]),
    flatIdsOf('tag', anyOf),
    isGiven(allOf) ? idsOf('tag', [...new Set(allOf)]) : undefined,
    flatIdsOf('tag', noneOf),
    filter.collection == null ? undefined : readCollections(filter.collection, language, context),
  ]);
  return {
    ...(isGiven(filter.types) && { types: filter.types }),
    ...(isGiven(filter.genres) && { genres: filter.genres }),
    sectionIds,
    regionIds,
    authorIds,
    seriesIds,
    tagIds,
    allTagIds,
    noTagIds,
    collections,
    publishedAfter: filter.publishedAfter ?? undefined,
    publishedBefore: filter.publishedBefore ?? undefined,
    hasVideo: filter.hasVideo ?? undefined,
    hasAudio: filter.hasAudio ?? undefined,
  };
}

async function readCollections(name: string, language: string | null, context: Context): Promise<CollectionScope[]> {
  const found = await context.loaders.list.named.load({ kind: 'collection', language, name });
  return Promise.all(
    found.map(async ({ id, language: own, rule }) => ({ id, rule: rule && (await readRule(rule, own, context)) })),
  );
}

function isGiven<Item>(list: readonly Item[] | null | undefined): list is readonly Item[] {
  return list != null && list.length > 0;
}
