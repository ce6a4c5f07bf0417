import { AuthorType } from '../author/type.js';
import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import { RegionType } from '../region/type.js';
import { PrimaryLabel } from '../section/primary-label.js';
import { SectionType } from '../section/type.js';
import { SeriesType } from '../series/type.js';
import { directionOf } from '../site/language-tag.js';
import { SocialLinkType } from '../site/links.js';
import { DirectionEnum } from '../site/type.js';
import { TagType } from '../tag/type.js';
import { CONTENT_KINDS, type Genre, typeNameOf } from './content-kinds.js';
import { choosePrimaryLabel } from './primary-label.js';
import { shareLinks } from './share-links.js';
import type { ContentItem, Correction } from './store.js';

export const ContentTypeEnum = builder.enumType('ContentType', {
  description: 'The kinds of content.',
  values: CONTENT_KINDS,
});

const GENRES: Record<Genre, { description: string }> = {
  NEWS: { description: 'A report.' },
  OPINION: { description: "The author's view." },
  ANALYSIS: { description: 'What is behind the news.' },
  BLOG: { description: 'A short or personal piece.' },
  FEATURE: { description: 'A longer story.' },
};
export const GenreEnum = builder.enumType('Genre', { description: 'What sort of text an article is.', values: GENRES });

const EditorialStatusEnum = builder.enumType('EditorialStatus', {
  description: 'Where an item is in its life. That it was updated is a fact of its dates.',
  values: {
    DRAFT: { description: 'At work (ninjs withheld).' },
    SCHEDULED: { description: 'Released, and public once its time has come and its embargo is over.' },
    PUBLISHED: { description: 'Released and open; expired when its `expiresAt` has passed.' },
    WITHDRAWN: { description: 'Taken away, for a reason (ninjs canceled).' },
  },
});

export const CorrectionType = builder.objectRef<Correction>('Correction').implement({
  description: 'What was wrong and is put right, visible and dated.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The correction, plain text.' }),
    publishedAt: t.field({
      type: 'DateTime',
      description: 'When it was added.',
      resolve: ({ publishedAt }) => new Date(publishedAt),
    }),
  }),
});

/** Describes the field, on the interface and where a kind reads it otherwise. */
export const CORRECTIONS = 'What was put right since, the first one first.';

/** What every published thing has. */
export const ContentItemInterface = builder.interfaceRef<ContentItem>('ContentItem');
ContentItemInterface.implement({
  description: 'Anything that is published: what a card in a list needs.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: (item) => typeNameOf(item.type),
  fields: (t) => ({
    type: t.expose('type', { type: ContentTypeEnum, description: 'Its kind.' }),
    headline: t.exposeString('headline', { description: 'The headline, plain text.' }),
    standfirst: t.exposeString('standfirst', {
      nullable: true,
      description: 'The paragraph under the headline that sums it up, plain text.',
    }),
    trailText: t.string({
      nullable: true,
      description: "A card's summary, plain text: the standfirst when nobody wrote another.",
      resolve: (item) => item.trailText ?? item.standfirst,
    }),
    label: t.exposeString('label', { nullable: true, description: 'The kicker over the headline, such as Exclusive.' }),
    slug: t.exposeString('slug', { description: 'Its name in addresses, unique within its language.' }),
    path: t.exposeString('path', { description: "The canonical address below the site's, beginning with `/`." }),
    url: t.field({
      type: 'URL',
      description: 'The canonical address.',
      resolve: (item, _args, context) => context.toUrl(item.path),
    }),
    language: t.expose('language', { type: 'LanguageTag', description: 'Its language.' }),
    direction: t.field({
      type: DirectionEnum,
      description: 'Which way it is written.',
      resolve: (item) => item.direction ?? directionOf(item.language),
    }),
    authors: t.field({
      type: [AuthorType],
      description: 'The people who wrote it and have a page, in order. What is printed is the `byline`.',
      resolve: (item, _args, context) => context.loaders.item.authorsOf.load(item.id),
    }),
    section: t.field({
      type: SectionType,
      nullable: true,
      description: 'The part of the newsroom that it belongs to.',
      resolve: (item, _args, context) => context.loaders.section.byId(item.sectionId),
    }),
    series: t.field({
      type: SeriesType,
      nullable: true,
      description: 'The series that it is part of.',
      resolve: (item, _args, context) =>
        item.seriesId === null ? null : context.loaders.series.byId.load(item.seriesId),
    }),
    regions: t.field({
      type: [RegionType],
      description: 'The parts of the world that it is about, in order.',
      resolve: (item, _args, context) => context.loaders.region.byIds(item.regionIds),
    }),
    primaryLabel: t.field({
      type: PrimaryLabel,
      nullable: true,
      description: 'What a card says it belongs to: its section, or its region when the section is only a top one.',
      resolve: (item, _args, context) => choosePrimaryLabel(item, context.loaders),
    }),
    tags: t.field({
      type: [TagType],
      description: 'What it is about, in order.',
      resolve: (item, _args, context) => context.loaders.item.tagsOf.load(item.id),
    }),
    mainImage: t.expose('mainImage', {
      type: ImageType,
      nullable: true,
      description: 'The picture of its card and of the head of its page.',
    }),
    urgency: t.exposeInt('urgency', {
      nullable: true,
      description: 'Editorial urgency, 1 (the highest) to 9, as ninjs has it.',
    }),
    firstPublishedAt: t.expose('firstPublishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was published first; it never changes. Null for what never was.',
    }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The time that readers see. Null for what was never published.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When its content changed last.' }),
    status: t.field({
      type: EditorialStatusEnum,
      description: 'Where it is in its life. Readers see only PUBLISHED.',
      resolve: (item, _args, { now }) => statusOf(item, now),
    }),
    version: t.exposeInt('version', { description: 'Counts its changes, from 1.' }),
    corrections: t.field({
      type: [CorrectionType],
      description: CORRECTIONS,
      resolve: ({ id }, _args, context) => context.loaders.item.correctionsOf.load(id),
    }),
    shareLinks: t.field({
      type: [SocialLinkType],
      description: "Addresses that share it, on the networks that the site's settings name.",
      resolve: async (item, _args, context) =>
        shareLinks((await context.loaders.site.load()).settings, item, context.toUrl(item.path)),
    }),
    translations: t.field({
      type: [ContentItemInterface],
      description: 'The same in other languages, each with its own address and dates.',
      resolve: async (item, _args, context) => {
        if (item.translationGroupId === null) return [];
        const group = await context.loaders.item.translations.load(item.translationGroupId);
        return group.filter((other) => other.id !== item.id);
      },
    }),
  }),
});

function statusOf({ state, visibleFrom }: ContentItem, now: Date) {
  if (state !== 'RELEASED') return state;
  return visibleFrom !== null && visibleFrom <= now ? 'PUBLISHED' : 'SCHEDULED';
}

/** The type of articles. Bodies link to articles, so its name is known here; `article/kind.ts` declares its fields. */
export const ArticleType = builder.objectRef<ContentItem>('Article');
