import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { BREAKING_STATUSES, EditorialStatusEnum } from '../item/status.js';
import { ArticleType } from '../item/type.js';
import { RegionType } from '../region/type.js';
import type { BreakingItem } from './store.js';

/** The stages in inputs. Answers have `EditorialStatus`, because content items have the field `status` too. */
export const BreakingStatusEnum = builder.enumType('BreakingStatus', {
  description: 'The stage of the news in a breaking item, in inputs.',
  values: BREAKING_STATUSES,
});

export const BreakingItemType = builder.objectRef<BreakingItem>('BreakingItem');
builder.node(BreakingItemType, {
  description:
    'A line of the breaking-news ticker. Fields that content items have too are nullable as theirs are, so that one selection can have both.',
  id: { resolve: (item) => item.id },
  loadMany: (ids, context) => loadNodes(context.loaders.breaking.byId, ids),
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The line as plain text, without the attribution.' }),
    attribution: t.exposeString('attribution', {
      nullable: true,
      description: 'The source of the news, printed before the text, such as `Local sources`.',
    }),
    language: t.expose('language', { type: 'LanguageTag', description: 'The language of the item.' }),
    urgency: t.exposeInt('urgency', {
      nullable: true,
      description: 'The editorial urgency, from 1 (the highest) to 9. Never null.',
    }),
    status: t.expose('status', {
      type: EditorialStatusEnum,
      description: 'The stage of the news: DEVELOPING, CONFIRMED, CORRECTED or RETRACTED.',
    }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the item was published. Never null.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the item was last changed.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the item leaves the ticker. Never null.',
    }),
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
