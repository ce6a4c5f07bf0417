import { builder } from '../graphql/builder.js';
import { ContentTypeEnum, GenreEnum } from '../item/type.js';
import type { Context } from '../schema/context.js';
import { chooseListLanguage } from '../site/loaders.js';
import type { NameKey } from './names.js';
import type { ContentRule } from './rule.js';
import type { CollectionScope, ContentScope } from './scope.js';

/** The most tags of `allOf`. The number is small, because each tag is a condition of its own. */
const MOST_TAGS_AT_ONCE = 20;

const TagFilterInput = builder.inputType('TagFilter', {
  description: 'Conditions on tags, by slugs or aliases. An item must meet all given conditions.',
  fields: (t) => ({
    anyOf: t.stringList({ description: 'At least one of these.' }),
    allOf: t.stringList({ description: 'Each of these.', most: MOST_TAGS_AT_ONCE }),
    noneOf: t.stringList({ description: 'None of these.' }),
  }),
});

export const ContentFilterInput = builder.inputType('ContentFilter', {
  description:
    'Conditions on items. An item must meet all of them. An absent field, null and an empty list set no condition. An unknown slug matches nothing.',
  fields: (t) => ({
    types: t.field({ type: [ContentTypeEnum], description: 'Kinds of content.' }),
    genres: t.field({ type: [GenreEnum], description: 'Genres of articles. Items of other kinds have no genre.' }),
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
        "The language of the items. In the list of something that has a language, such as a section, an absent language sets no condition. In fields of Query and Subscription, an absent language means the argument `language`, or else the site's own language. A language that the site lacks falls back: `es-MX` to `es`, then to the site's own language; `*` is every language.",
    }),
    publishedAfter: t.field({ type: 'DateTime', description: 'Published at this moment or later.' }),
    publishedBefore: t.field({ type: 'DateTime', description: 'Published before this moment.' }),
    hasVideo: t.boolean({
      description: 'True for items that are videos or have a video in their body, false for all other items.',
    }),
    hasAudio: t.boolean({
      description: 'True for items with a recording of their text or audio in their body, false for all other items.',
    }),
  }),
});

export type ContentFilter = typeof ContentFilterInput.$inferInput;

/**
 * Makes the scope of a list that is a field of Query or Subscription. `asked` is the language if the filter names none.
 * In the result, a null language stands for every language.
 */
export async function readRootFilter(
  filter: ContentFilter | null | undefined,
  asked: string | null | undefined,
  context: Context,
): Promise<ContentScope & { readonly language: string | null }> {
  const language = chooseListLanguage(await context.loaders.site.load(), filter?.language ?? asked);
  return { ...(await readConditions(filter ?? {}, language, context)), language };
}

/**
 * Makes the scope of a filter in the list of an owner, such as a section. Slugs are looked up in the owner's language,
 * unless the filter names another.
 */
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

/** Turns the slugs of a filter into ids. The look-ups of an operation share one statement. */
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
