import { BlockUnion, type Heading, withAnchors } from '../body/block-types.js';
import { builder } from '../graphql/builder.js';
import { ArticleType } from '../item/type.js';
import { detailsOf } from './kind.js';

const OutlineEntryType = builder.objectRef<Heading>('OutlineEntry').implement({
  description: 'A heading of a body.',
  fields: (t) => ({
    level: t.exposeInt('level', { description: '2 to 6.' }),
    text: t.exposeString('text', { description: 'The heading, plain text.' }),
    anchor: t.exposeString('anchor', { description: 'The `anchor` of its HeadingBlock.' }),
  }),
});

builder.objectFields(ArticleType, (t) => ({
  body: t.field({
    type: [BlockUnion],
    description: 'The text in typed blocks, in order.',
    resolve: async (article, _args, context) => withAnchors((await detailsOf(article, context)).body),
  }),
  outline: t.field({
    type: [OutlineEntryType],
    description: 'The headings of the body, in order.',
    resolve: async (article, _args, context) => {
      const blocks = withAnchors((await detailsOf(article, context)).body);
      return blocks.filter((block): block is Heading => block.type === 'heading');
    },
  }),
}));
