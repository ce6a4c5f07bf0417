import { AuthorType } from '../author/type.js';
import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import type { Region } from '../region/store.js';
import { RegionType } from '../region/type.js';
import type { Loaders } from '../schema/context.js';
import type { Section } from '../section/store.js';
import { PrimaryLabel, SectionType } from '../section/type.js';
import { SeriesType } from '../series/type.js';
import { directionOf } from '../site/language-tag.js';
import { SocialLinkType } from '../site/links.js';
import type { SiteSettings } from '../site/store.js';
import { DirectionEnum } from '../site/type.js';
import { TagType } from '../tag/type.js';
import { CONTENT_KINDS, type Genre, typeNameOf } from './kind-names.js';
import { EditorialStatusEnum, statusOf } from './status.js';
import type { ContentItem, Correction } from './store.js';

export const ContentTypeEnum = builder.enumType('ContentType', {
  description: 'The kinds of content.',
  values: CONTENT_KINDS,
});

const GENRES: Record<Genre, { description: string }> = {
  NEWS: { description: 'A report.' },
  OPINION: { description: "The author's view." },
  ANALYSIS: { description: 'The background of the news.' },
  BLOG: { description: 'A short or personal piece.' },
  FEATURE: { description: 'A longer story.' },
};
export const GenreEnum = builder.enumType('Genre', { description: 'What sort of text an article is.', values: GENRES });

export const CorrectionType = builder.objectRef<Correction>('Correction').implement({
  description: 'A correction of an item. Readers see the correction with its date.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'The correction, plain text.' }),
    publishedAt: t.field({
      type: 'DateTime',
      description: 'When it was added.',
      resolve: ({ publishedAt }) => new Date(publishedAt),
    }),
  }),
});

/** The description of the field `corrections`. The type Article uses it too. */
export const CORRECTIONS = 'The corrections, the oldest first.';

export const ContentItemInterface = builder.interfaceRef<ContentItem>('ContentItem');
ContentItemInterface.implement({
  description: 'An item of any kind, with the fields that a card in a list needs.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: (item) => typeNameOf(item.type),
  fields: (t) => ({
    type: t.expose('type', { type: ContentTypeEnum, description: 'Its kind.' }),
    headline: t.exposeString('headline', { description: 'The headline, plain text.' }),
    standfirst: t.exposeString('standfirst', {
      nullable: true,
      description: 'The paragraph under the headline that sums up the item, plain text.',
    }),
    trailText: t.string({
      nullable: true,
      description: 'The summary on a card, plain text. It is the standfirst when the item has no other summary.',
      resolve: (item) => item.trailText ?? item.standfirst,
    }),
    label: t.exposeString('label', { nullable: true, description: 'The kicker over the headline, such as Exclusive.' }),
    slug: t.exposeString('slug', { description: 'Its name in addresses, unique within its language.' }),
    path: t.exposeString('path', { description: 'The path of the canonical address, beginning with `/`.' }),
    url: t.field({
      type: 'URL',
      description: 'The canonical address.',
      resolve: (item, _args, context) => context.toUrl(item.path),
    }),
    language: t.expose('language', { type: 'LanguageTag', description: 'Its language.' }),
    direction: t.field({
      type: DirectionEnum,
      description: 'The direction in which it is written.',
      resolve: (item) => item.direction ?? directionOf(item.language),
    }),
    authors: t.field({
      type: [AuthorType],
      description: 'The authors who have a page, in order. The printed names are the `byline`.',
      resolve: (item, _args, context) => context.loaders.item.authorsOf.load(item.id),
    }),
    section: t.field({
      type: SectionType,
      nullable: true,
      description: 'The section that it belongs to.',
      resolve: (item, _args, context) => context.loaders.section.referredTo(item.sectionId),
    }),
    series: t.field({
      type: SeriesType,
      nullable: true,
      description: 'The series that it is part of.',
      resolve: (item, _args, context) =>
        item.seriesId === null ? null : context.loaders.series.referredTo.load(item.seriesId),
    }),
    regions: t.field({
      type: [RegionType],
      description: 'The parts of the world that it is about, in order.',
      resolve: (item, _args, context) => context.loaders.region.byIds(item.regionIds),
    }),
    primaryLabel: t.field({
      type: PrimaryLabel,
      nullable: true,
      description: 'The label on a card: the sub-section of the item, or else its first region or its top section.',
      resolve: (item, _args, context) => choosePrimaryLabel(item, context.loaders),
    }),
    tags: t.field({
      type: [TagType],
      description: 'Its tags, in order. They name the subjects of the item.',
      resolve: (item, _args, context) => context.loaders.item.tagsOf.load(item.id),
    }),
    mainImage: t.expose('mainImage', {
      type: ImageType,
      nullable: true,
      description: 'The picture on its card and at the top of its page.',
    }),
    urgency: t.exposeInt('urgency', {
      nullable: true,
      description: 'Editorial urgency from 1 (the highest) to 9, as in ninjs.',
    }),
    firstPublishedAt: t.expose('firstPublishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was first published; this date never changes. Null if the item was never published.',
    }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The date that readers see. Null when it was never published.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When its content changed last.' }),
    status: t.field({
      type: EditorialStatusEnum,
      description: 'Its status. Readers see only items that are PUBLISHED.',
      resolve: (item, _args, { now }) => statusOf(item, now),
    }),
    version: t.exposeInt('version', {
      description: 'The number of its version: 1 for a new item, and one more after each change.',
    }),
    corrections: t.field({
      type: [CorrectionType],
      description: CORRECTIONS,
      resolve: ({ id }, _args, context) => context.loaders.item.correctionsOf.load(id),
    }),
    shareLinks: t.field({
      type: [SocialLinkType],
      description: "Addresses for sharing the item: one for each network in the site's settings.",
      resolve: async (item, _args, context) =>
        fillShareTemplates((await context.loaders.site.load()).settings, item.headline, context.toUrl(item.path)),
    }),
    translations: t.field({
      type: [ContentItemInterface],
      description: 'Its translations into other languages, each with its own address and dates.',
      resolve: async (item, _args, context) => {
        if (item.translationGroupId === null) return [];
        const group = await context.loaders.item.translations.load(item.translationGroupId);
        return group.filter((other) => other.id !== item.id);
      },
    }),
  }),
});

/** Chooses the most specific label: a sub-section, or else the first region, or else the top section. */
async function choosePrimaryLabel(item: ContentItem, { region, section }: Loaders): Promise<Section | Region | null> {
  const own = await section.referredTo(item.sectionId);
  if (own && own.parentId !== null) return own;
  const [first] = await region.byIds(item.regionIds.slice(0, 1));
  return first ?? own;
}

function fillShareTemplates({ shareNetworks }: SiteSettings, headline: string, url: string) {
  const values: Record<string, string> = { url, headline };
  return shareNetworks.map(({ network, template }) => ({
    network,
    url: template.replace(/\{(url|headline)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? '')),
  }));
}

/** The type Article. It is here because the types of body blocks refer to it. `article/kind.ts` defines its fields. */
export const ArticleType = builder.objectRef<ContentItem>('Article');
