import { ArticleType } from '../article/type.js';
import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { RegionType } from '../region/type.js';
import { chooseListLanguage } from '../site/loaders.js';
import { type BreakingItem, findBreakingItems } from './store.js';

const BREAKING_KEY = ['moment', 'bigint'] as const;

const BreakingStatusEnum = builder.enumType('BreakingStatus', {
  description: 'How sure the newsroom is of a breaking item.',
  values: {
    DEVELOPING: { description: 'More is expected; details may change.' },
    CONFIRMED: { description: 'Confirmed.' },
    CORRECTED: { description: 'The text was put right since it was published.' },
    RETRACTED: { description: 'It was wrong and was taken back.' },
  },
});

const BreakingItemType = builder.objectRef<BreakingItem>('BreakingItem');
builder.node(BreakingItemType, {
  description: 'A line of the breaking-news ticker.',
  id: { resolve: (item) => item.id },
  loadMany: (ids, context) => loadNodes(context.loaders.breaking.byId, ids),
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The line, plain text, without the attribution.' }),
    attribution: t.exposeString('attribution', {
      nullable: true,
      description: 'Who says so, printed before the text: `Local sources`.',
    }),
    language: t.expose('language', { type: 'LanguageTag', description: 'Its language.' }),
    urgency: t.exposeInt('urgency', { description: 'Editorial urgency, 1 (the highest) to 9.' }),
    status: t.expose('status', { type: BreakingStatusEnum, description: 'How sure the newsroom is.' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When it was published.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it changed last.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it leaves the ticker.' }),
    region: t.field({
      type: RegionType,
      nullable: true,
      description: 'The part of the world that it is about.',
      resolve: (item, _args, context) => context.loaders.region.byId(item.regionId),
    }),
    article: t.field({
      type: ArticleType,
      nullable: true,
      description: 'The article about it; null when there is none, or none that is public.',
      resolve: (item, _args, context) =>
        item.contentId === null ? null : context.loaders.content.byId.load(item.contentId),
    }),
  }),
});

builder.queryField('breakingItems', (t) =>
  t.connection(
    {
      type: BreakingItemType,
      description: 'The breaking-news ticker: items that are neither retracted nor expired, the newest first.',
      args: {
        language: t.arg({
          type: 'LanguageTag',
          description: "The site's own when absent; falls back (`es-MX`, `es`, the site's own); `*` is every language.",
        }),
      },
      resolve: async (_root, args, { batch, db, loaders, now }) => {
        const page = readPageRequest(args, BREAKING_KEY);
        const language = chooseListLanguage(await loaders.site.load(), args.language);
        const rows = await batch.track(findBreakingItems(db, now, language, page));
        return toConnection(rows, page, (item) => [item.publishedAt.toISOString(), item.id]);
      },
    },
    { name: 'BreakingItemConnection', description: 'A page of the ticker.' },
    { name: 'BreakingItemEdge', description: 'A ticker item at its place in the list.' },
  ),
);
