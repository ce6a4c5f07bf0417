import { BlockUnion, withAnchors } from '../article/body-types.js';
import { loadItemNodes } from '../content/nodes.js';
import type { ContentItem } from '../content/store.js';
import { ContentItemInterface } from '../content/type.js';
import { builder } from '../graphql/builder.js';
import type { Context } from '../graphql/context.js';
import { ImageType } from '../image/type.js';
import type { GalleryDetails } from './store.js';

export const GalleryType = builder.objectRef<ContentItem>('Gallery');
builder.node(GalleryType, {
  description: 'Pictures that are published together, in order, each with its caption.',
  interfaces: [ContentItemInterface],
  id: { resolve: (gallery) => gallery.id, description: 'Global id: opaque, the same for ever.' },
  loadMany: (ids, context) => loadItemNodes('GALLERY', ids, context),
  fields: (t) => ({
    imageCount: t.int({ description: 'How many pictures it has.', resolve: ({ imageCount }) => imageCount ?? 0 }),
    images: t.field({
      type: [ImageType],
      description: 'The pictures, in order.',
      resolve: async (gallery, _args, context) => (await detailsOf(gallery, context)).images,
    }),
    body: t.field({
      type: [BlockUnion],
      description: 'The text beside them in typed blocks, in order.',
      resolve: async (gallery, _args, context) => withAnchors((await detailsOf(gallery, context)).body),
    }),
  }),
});

/** What only a gallery's own page needs. Every gallery has it: the two rows are written together. */
async function detailsOf(gallery: ContentItem, context: Context): Promise<GalleryDetails> {
  const details = await context.loaders.gallery.details.load(gallery.id);
  if (!details) throw new Error(`gallery ${gallery.id} has no row in galleries`);
  return details;
}
