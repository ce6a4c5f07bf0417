import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import { builder } from '../graphql/builder.js';
import { readSize } from '../graphql/pagination.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import { findPages, type Page } from '../page-parts/page.js';
import { definePart, fillList } from '../page-parts/parts.js';
import { createMemo, rootSelection, type Selection } from '../page-parts/selection.js';
import type { Context } from '../schema/context.js';
import type { Section } from '../section/store.js';
import { SectionType } from '../section/type.js';
import { chooseLanguage, chooseListLanguage, listLanguageArgs } from '../site/language.js';
import { MOST, type MostReadRequest } from './store.js';

const HOUR_MS = 3_600_000;
const DEFAULT_HOURS = 24;
const DEFAULT_SIZE = 5;

/** Each value is a number of hours. */
const MostReadWindowEnum = builder.enumType('MostReadWindow', {
  description:
    'The period in which views are counted. Views are stored by the hour, so the period begins at the start of an hour.',
  values: {
    LAST_HOUR: { value: 1, description: 'The last hour.' },
    LAST_24_HOURS: { value: DEFAULT_HOURS, description: 'The last 24 hours.' },
    LAST_7_DAYS: { value: 168, description: 'The last 7 days.' },
    LAST_30_DAYS: { value: 720, description: 'The last 30 days.' },
  },
});

const sizeArgs = builder.args((t) => ({
  first: t.int({ defaultValue: DEFAULT_SIZE, description: `The number of items, from 1 to ${MOST}.` }),
  window: t.field({
    type: MostReadWindowEnum,
    defaultValue: DEFAULT_HOURS,
    description: 'The period in which views are counted.',
  }),
}));

const LEFT_OUT =
  'In an operation for the page of an item (`article`, `content` or `node`), the list leaves out the item, and what the operation shows of it before the most read items: the items in blocks of its `body`, in its `relatedNews`, and in the `items` of its `collections`.';

builder.queryField('mostRead', (t) =>
  t.field({
    type: [ContentItemInterface],
    description: `The most read items, the most viewed first. If too few items were read, the newest items are added at the end of the list. ${LEFT_OUT}`,
    args: { ...sizeArgs, ...listLanguageArgs },
    resolve: (_root, args, context, info) => listOfSite(args, context, info),
  }),
);

builder.objectField(SectionType, 'mostRead', (t) =>
  t.field({
    type: [ContentItemInterface],
    description: `The most read items of the section and its sub-sections. If too few items were read, the newest items are added at the end of the list. ${LEFT_OUT}`,
    args: sizeArgs,
    resolve: (section, args, context, info) => listOfSection(section, args, context, info),
  }),
);

interface SizeArgs {
  readonly first?: number | null | undefined;
  readonly window?: number | null | undefined;
}

async function listOfSite(
  { language, ...args }: SizeArgs & { readonly language?: string | null | undefined },
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ContentItem[]> {
  const chosen = await chooseListLanguage(context.loaders, language);
  return list({ language: chosen, sectionIds: null }, args, context, info);
}

async function listOfSection({ id, language }: Section, args: SizeArgs, context: Context, info: GraphQLResolveInfo) {
  return list({ language, sectionIds: await context.loaders.section.withDescendants(id) }, args, context, info);
}

const listOnce = createMemo<Selection, Promise<ContentItem[]>>();

/** Fills a list once in an execution, because each `readNext` needs the list, too. */
function list(
  scope: Pick<MostReadRequest, 'language' | 'sectionIds'>,
  { first, window }: SizeArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ContentItem[]> {
  const { loaders, now } = context;
  const since = new Date(Math.floor(now.getTime() / HOUR_MS - (window ?? DEFAULT_HOURS)) * HOUR_MS);
  const size = readSize('first', first ?? DEFAULT_SIZE, MOST);
  return listOnce(rootSelection(info), JSON.stringify([scope, since, size]), async () =>
    fillList({
      part: 'mostRead',
      pages: await findPages(context, info),
      first: size,
      read: (count) => loaders.mostRead.lists.load({ ...scope, since, first: count }),
      itemOf: (item) => item,
    }),
  );
}

const argsSchema = z.object({
  first: z.number().nullish(),
  window: z.number().nullish(),
  language: z.string().nullish(),
  slug: z.string().default(''),
});

definePart('mostRead', {
  count: (page) => findLists(page).reduce((sum, { size }) => sum + size, 0),
  show: async (page) => {
    const lists = await Promise.all(findLists(page).map(({ show }) => show()));
    return lists.flat().map(({ id }) => id);
  },
});

interface SelectedList {
  readonly size: number;
  readonly show: () => Promise<ContentItem[]>;
}

/** Finds the selected lists of a page: of the site, of the section of the item, and of sections in root fields. */
function findLists({ context, info, isRoot, item, selection }: Page): SelectedList[] {
  if (!isRoot) return [];
  const { section, site } = context.loaders;
  const root = rootSelection(info);
  const own = selection.all('section').map((field) => ({
    below: selection.below(field),
    find: async () => section.referredTo(item.sectionId),
  }));
  const others = root.all('section').map((field) => {
    const { language, slug } = argsSchema.parse(root.argumentsOf(field));
    const find = async () => section.bySlug({ language: chooseLanguage(await site.load(), language), slug });
    return { below: root.below(field), find };
  });
  const lists = [
    ...listsBelow(root, (args) => listOfSite(args, context, info)),
    ...[...own, ...others].flatMap(({ below, find }) =>
      listsBelow(below, async (args) => {
        const found = await find();
        return found ? listOfSection(found, args, context, info) : [];
      }),
    ),
  ];
  return lists.filter(({ size }) => size > 0);
}

function listsBelow(place: Selection, show: (args: z.infer<typeof argsSchema>) => Promise<ContentItem[]>) {
  return place.all('mostRead').map((field): SelectedList => {
    const args = argsSchema.parse(place.argumentsOf(field));
    return { size: place.sizeOf(field, MOST, DEFAULT_SIZE), show: () => show(args) };
  });
}
