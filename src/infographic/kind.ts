import { SourceType } from '../article/kind.js';
import { BlockUnion, withAnchors } from '../body/block-types.js';
import { isAsked } from '../db/asked.js';
import { addressField, imagesField, sourcesField } from '../fields/field-types.js';
import { type Kind, kindDetails } from '../fields/kind.js';
import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import { loadItemNodes } from '../item/nodes.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import { infographics } from './table.js';

const fields = {
  images: imagesField('All panels of the drawing, in order.'),
  embedUrl: addressField('The address of the interactive version, http or https.'),
  sources: sourcesField('Who supplied the data or the drawing.'),
};

const detailsOf = kindDetails('infographic_details', (db) =>
  db.select().from(infographics).where(isAsked(infographics.contentId)),
);

const InfographicType = builder.objectRef<ContentItem>('Infographic');
builder.node(InfographicType, {
  description: 'A drawing of facts, such as a map, a chart or a diagram.',
  interfaces: [ContentItemInterface],
  id: { resolve: (infographic) => infographic.id },
  loadMany: (ids, context) => loadItemNodes('INFOGRAPHIC', ids, context),
  fields: (t) => ({
    images: t.field({
      type: [ImageType],
      description: 'The panels of the drawing, in order.',
      resolve: async (infographic, _args, context) => (await detailsOf(infographic, context)).images,
    }),
    embedUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'The address of the interactive version, for an `iframe`.',
      resolve: async (infographic, _args, context) => {
        const { embedUrl } = await detailsOf(infographic, context);
        return embedUrl === null ? null : context.toUrl(embedUrl);
      },
    }),
    sources: t.field({
      type: [SourceType],
      description: 'Who supplied the data or the drawing.',
      resolve: async (infographic, _args, context) => (await detailsOf(infographic, context)).sources,
    }),
    body: t.field({
      type: [BlockUnion],
      description:
        'The text beside the drawing, which says in words what the drawing shows: a list of typed blocks in order.',
      resolve: async (infographic, _args, context) => withAnchors((await detailsOf(infographic, context)).body),
    }),
  }),
});

export const infographic = {
  type: 'INFOGRAPHIC',
  table: infographics,
  fields,
  objectType: InfographicType,
} satisfies Kind;
