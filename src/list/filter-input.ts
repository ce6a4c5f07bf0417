import { builder } from '../graphql/builder.js';
import { ContentTypeEnum, GenreEnum } from '../item/type.js';
import type { Context } from '../schema/context.js';
import { chooseListLanguage } from '../site/language.js';
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
        "The language of the items. In the list of something that has a language, such as a section, an absent language sets no condition. In fields of Query and Subscription, an absent language means the argument `language`, or else the site's own language. A language that the site lacks falls back: `es-MX` to `es`, then to the site's own language; `*` means every language.",
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

/** Makes the scope of a field of Query or Subscription. If the filter has no language, `asked` is the language. */
export async function readRootFilter(
  filter: ContentFilter | null | undefined,
  asked: string | null | undefined,
  context: Context,
): Promise<ContentScope & { readonly language: string | null }> {
  const language = await chooseListLanguage(context.loaders, filter?.language ?? asked);
  return { ...(await readConditions(filter ?? {}, language, context)), language };
}

/** Makes the scope of a filter in an owner's list. Slugs are in the language of the filter, or else of the owner. */
export async function readFilterBelow(
  filter: ContentFilter | null | undefined,
  ownLanguage: string,
  context: Context,
): Promise<ContentScope> {
  if (!filter) return {};
  if (filter.language == null) return readConditions(filter, ownLanguage, context);
  const language = await chooseListLanguage(context.loaders, filter.language);
  return { ...(await readConditions(filter, language, context)), language };
}

/** Makes the scope of a collection's rule. */
export async function readRule(rule: ContentRule, language: string, context: Context): Promise<ContentScope> {
  const toDate = (moment: string | undefined) => (moment === undefined ? null : new Date(moment));
  const dates = { publishedAfter: toDate(rule.publishedAfter), publishedBefore: toDate(rule.publishedBefore) };
  return { ...(await readConditions({ ...rule, ...dates }, language, context)), language };
}

/** Turns the slugs of a filter into ids. The look-ups of an operation share one statement. */
async function readConditions(filter: ContentFilter, language: string | null, context: Context): Promise<ContentScope> {
  const { loaders } = context;
  const idsOf = async (kind: NameKey['kind'], name: string) =>
    (await loaders.list.named.load({ kind, language, name })).map(({ id }) => id);
  /** Finds the ids for each name. An absent or empty list sets no condition. */
  const groupsOf = async (kind: NameKey['kind'], names: readonly string[] | null | undefined) =>
    unlessEmpty(names) && Promise.all([...new Set(names)].map((name) => idsOf(kind, name)));
  const [sections, regions] = [unlessEmpty(filter.sections), unlessEmpty(filter.regions)];
  const [sectionIds, regionIds, authors, seriesIds, anyTags, allTagIds, noTags, collections] = await Promise.all([
    sections && loaders.section.idsWithin(sections, language),
    regions && loaders.region.idsOf(regions, language),
    groupsOf('author', filter.authors),
    filter.series == null ? undefined : idsOf('series', filter.series),
    groupsOf('tag', filter.tags?.anyOf),
    groupsOf('tag', filter.tags?.allOf),
    groupsOf('tag', filter.tags?.noneOf),
    filter.collection == null ? undefined : readCollections(filter.collection, language, context),
  ]);
  return {
    types: unlessEmpty(filter.types),
    genres: unlessEmpty(filter.genres),
    sectionIds,
    regionIds,
    authorIds: authors?.flat(),
    seriesIds,
    tagIds: anyTags?.flat(),
    allTagIds,
    noTagIds: noTags?.flat(),
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

function unlessEmpty<Item>(list: readonly Item[] | null | undefined) {
  return list && list.length > 0 ? list : undefined;
}
