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
import { chooseListLanguage, listLanguageArgs } from '../site/language.js';
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
});

definePart('mostRead', {
  count: (page) => findLists(page).reduce((sum, { size }) => sum + size, 0),
  show: async (page) => {
    const lists = await Promise.all(findLists(page).map(({ show }) => show()));
    return lists.flat().map(({ id }) => id);
  },
});

/** Finds the selected lists of the most read items on a page: those of the site, and those of the item's section. */
function findLists({ context, info, isRoot, item, selection }: Page) {
  if (!isRoot) return [];
  const root = rootSelection(info);
  const sections = selection.all('section').map((field) => selection.below(field));
  const ofSite = root.all('mostRead').map((field) => {
    const args = argsSchema.parse(root.argumentsOf(field));
    return { size: root.sizeOf(field, MOST, DEFAULT_SIZE), show: () => listOfSite(args, context, info) };
  });
  const ofSection = sections.flatMap((section) =>
    section.all('mostRead').map((field) => {
      const args = argsSchema.parse(section.argumentsOf(field));
      const show = async () => {
        const own = await context.loaders.section.byId(item.sectionId);
        return own ? listOfSection(own, args, context, info) : [];
      };
      return { size: section.sizeOf(field, MOST, DEFAULT_SIZE), show };
    }),
  );
  return [...ofSite, ...ofSection].filter(({ size }) => size > 0);
}
