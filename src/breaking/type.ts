import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { ArticleType } from '../item/type.js';
import { RegionType } from '../region/type.js';
import type { BreakingItem } from './store.js';

export const BreakingStatusEnum = builder.enumType('BreakingStatus', {
  description: 'The editorial state of a breaking item.',
  values: {
    DEVELOPING: { description: 'More news is expected, and details may change.' },
    CONFIRMED: { description: 'The news is confirmed.' },
    CORRECTED: { description: 'The text was corrected after its publication.' },
    RETRACTED: { description: 'The item was wrong and was retracted.' },
  },
});

export const BreakingItemType = builder.objectRef<BreakingItem>('BreakingItem');
builder.node(BreakingItemType, {
  description: 'A line of the breaking-news ticker.',
  id: { resolve: (item) => item.id },
  loadMany: (ids, context) => loadNodes(context.loaders.breaking.byId, ids),
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The line as plain text, without the attribution.' }),
    attribution: t.exposeString('attribution', {
      nullable: true,
      description: 'The source of the news, printed before the text, such as `Local sources`.',
    }),
    language: t.expose('language', { type: 'LanguageTag', description: 'The language of the item.' }),
    urgency: t.exposeInt('urgency', { description: 'The editorial urgency, from 1 (the highest) to 9.' }),
    status: t.expose('status', { type: BreakingStatusEnum, description: 'The editorial state of the item.' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When the item was published.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the item was last changed.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When the item leaves the ticker.' }),
    version: t.exposeInt('version', { description: '1 for a new item; every change adds 1.' }),
    region: t.field({
      type: RegionType,
      nullable: true,
      description: 'The part of the world that the item is about.',
      resolve: (item, _args, context) => context.loaders.region.referredTo(item.regionId),
    }),
    article: t.field({
      type: ArticleType,
      nullable: true,
      description: 'The article about the same news; null if there is none, or if the article is not public.',
      resolve: (item, _args, context) =>
        item.contentId === null ? null : context.loaders.item.byId.load(item.contentId),
    }),
  }),
});
