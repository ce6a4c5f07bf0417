import { isAsked } from '../db/asked.js';
import { addressField, imagesField, SourceType, sourcesField } from '../fields/field-types.js';
import { defineKindType, type Kind, kindDetails } from '../fields/kind.js';
import { builder } from '../graphql/builder.js';
import { ImageType } from '../image/type.js';
import type { ContentItem } from '../item/store.js';
import { infographics } from './table.js';

const fields = {
  images: imagesField('All panels of the drawing, in order.'),
  embedUrl: addressField('The address of the interactive version, http or https.'),
  sources: sourcesField('Who supplied the data or the drawing.'),
};

const details = kindDetails('infographic_details', (db) =>
  db.select().from(infographics).where(isAsked(infographics.contentId)),
);
const embedUrlOf = details('embedUrl');

const InfographicType = builder.objectRef<ContentItem>('Infographic');
defineKindType('INFOGRAPHIC', InfographicType, {
  description: 'A drawing of facts, such as a map, a chart or a diagram.',
  body: 'The text beside the drawing, as a list of typed blocks in order. The text says in words what the drawing shows.',
  details,
  fields: (t) => ({
    images: t.field({
      type: [ImageType],
      description: 'The panels of the drawing, in order.',
      resolve: details('images'),
    }),
    embedUrl: t.field({
      type: 'URL',
      nullable: true,
      description: 'The address of the interactive version, for an `iframe`.',
      resolve: async (item, args, context) => {
        const url = await embedUrlOf(item, args, context);
        return url && context.toUrl(url);
      },
    }),
    sources: t.field({
      type: [SourceType],
      description: 'Who supplied the data or the drawing.',
      resolve: details('sources'),
    }),
  }),
});

export const infographic = {
  type: 'INFOGRAPHIC',
  table: infographics,
  fields,
  objectType: InfographicType,
} satisfies Kind;
