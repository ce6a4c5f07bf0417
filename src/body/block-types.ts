import { builder } from '../graphql/builder.js';
import { absoluteUrl, ImageType } from '../image/type.js';
import type { ContentItem } from '../item/store.js';
import { ArticleType, ContentItemInterface } from '../item/type.js';
import type { Block } from './blocks.js';
import { headingAnchors, htmlText } from './text.js';

type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>;
export type Heading = BlockOf<'heading'> & { readonly anchor: string };
type ShownBlock = Exclude<Block, { type: 'heading' }> | Heading;

const ParagraphBlock = builder.objectRef<BlockOf<'paragraph'>>('ParagraphBlock').implement({
  description: 'A paragraph.',
  fields: (t) => ({
    html: t.exposeString('html', {
      description: 'Sanitised HTML with inline marks only: a, strong, em, u, s, sub, sup, code, mark, br.',
    }),
    text: t.string({ description: 'The paragraph as plain text.', resolve: ({ html }) => htmlText(html) }),
  }),
});

const HeadingBlock = builder.objectRef<Heading>('HeadingBlock').implement({
  description: 'A heading between paragraphs.',
  fields: (t) => ({
    level: t.exposeInt('level', { description: '2 to 6: the headline is level 1.' }),
    text: t.exposeString('text', { description: 'The heading, plain text.' }),
    anchor: t.exposeString('anchor', {
      description: 'The name of the heading in links such as `#anchor`, unique in the body.',
    }),
  }),
});

const QuoteBlock = builder.objectRef<BlockOf<'quote'>>('QuoteBlock').implement({
  description: 'A quotation in a block of its own.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'What was said, plain text.' }),
    attribution: t.exposeString('attribution', { nullable: true, description: 'Who said it.' }),
  }),
});

const ListBlock = builder.objectRef<BlockOf<'list'>>('ListBlock').implement({
  description: 'A list.',
  fields: (t) => ({
    ordered: t.exposeBoolean('ordered', { description: 'True if the items are numbered.' }),
    listItems: t.exposeStringList('listItems', { description: 'The items, plain text.' }),
  }),
});

const ImageBlock = builder.objectRef<BlockOf<'image'>>('ImageBlock').implement({
  description: 'A picture between paragraphs.',
  fields: (t) => ({ image: t.expose('image', { type: ImageType, description: 'The picture.' }) }),
});

const EmbedBlock = builder.objectRef<BlockOf<'embed'>>('EmbedBlock').implement({
  description: 'Content of another service, such as a post, a player or a map.',
  fields: (t) => ({
    provider: t.exposeString('provider', {
      nullable: true,
      description: 'The service in lower case, such as `youtube`; null when unknown.',
    }),
    url: t.field({ type: 'URL', description: 'The address of the content at the service.', resolve: absoluteUrl }),
  }),
});

const RelatedNewsBlock = builder.objectRef<BlockOf<'relatedNews'>>('RelatedNewsBlock').implement({
  description: 'Links to other items, which an editor placed in the body.',
  fields: (t) => ({
    title: t.exposeString('title', { nullable: true, description: 'The heading over the links.' }),
    items: t.field({
      type: [ContentItemInterface],
      description: 'The items, in order. Items that are not public are left out.',
      resolve: async ({ items }, _args, context) => {
        const found = await context.loaders.item.byId.loadMany(items);
        return found.filter((item): item is ContentItem => item !== null && !(item instanceof Error));
      },
    }),
  }),
});

const ArticleLinkBlock = builder.objectRef<BlockOf<'articleLink'>>('ArticleLinkBlock').implement({
  description: 'A line that leads to another article: `Read more: …`.',
  fields: (t) => ({
    prefix: t.exposeString('prefix', {
      nullable: true,
      description: 'The words before the headline, such as `Read more`.',
    }),
    article: t.field({
      type: ArticleType,
      nullable: true,
      description: 'The article; null when it is no longer public.',
      resolve: ({ article }, _args, context) => context.loaders.item.byId.load(article),
    }),
  }),
});

export const BlockUnion = builder.unionType('Block', {
  description: 'A part of a body.',
  types: [
    ParagraphBlock,
    HeadingBlock,
    QuoteBlock,
    ListBlock,
    ImageBlock,
    EmbedBlock,
    RelatedNewsBlock,
    ArticleLinkBlock,
  ],
  resolveType: blockTypeName,
});

/** Returns the name of the GraphQL type of a block: `RelatedNewsBlock` for `relatedNews`, and so on. */
export function blockTypeName({ type }: Pick<Block, 'type'>): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)}Block`;
}

/** Adds an anchor to each heading. */
export function withAnchors(blocks: readonly Block[]): ShownBlock[] {
  const anchors = headingAnchors(blocks.flatMap((block) => (block.type === 'heading' ? block.text : [])));
  return blocks.map((block) => (block.type === 'heading' ? { ...block, anchor: anchors.shift() ?? '' } : block));
}
