import { transformUrl } from 'unpic';
import { badInput } from '../errors.js';
import { builder } from '../graphql/builder.js';
import type { Context } from '../schema/context.js';
import type { Image } from './image.js';

/** The widths that `srcSet` offers, in pixels. Widths beyond the original's are left out. */
const WIDTHS = [320, 480, 640, 960, 1280, 1600, 1920];
const MAX_WIDTH = 10_000;

/** The resolver of a field `url`, which makes the stored address absolute. */
export const absoluteUrl = ({ url }: { readonly url: string }, _args: object, { toUrl }: Context) => toUrl(url);

const FocalPointType = builder.objectRef<NonNullable<Image['focalPoint']>>('FocalPoint').implement({
  description: 'The point of an image that a crop must keep.',
  fields: (t) => ({
    x: t.exposeFloat('x', { description: '0 is the left edge, 1 the right.' }),
    y: t.exposeFloat('y', { description: '0 is the upper edge, 1 the lower.' }),
  }),
});

export const ImageType = builder.objectRef<Image>('Image').implement({
  description: 'A picture as it is used in one place, with its caption and credit.',
  fields: (t) => ({
    url: t.field({
      type: 'URL',
      description:
        'The address of the file. Hosts that resize pictures (Cloudinary, imgix, Contentful and the like) return it in the requested width. Other hosts return the original.',
      args: {
        width: t.arg.int({ description: `The width in pixels, 1 to ${MAX_WIDTH}; the original when absent.` }),
      },
      resolve: (image, { width }, context) => {
        if (width != null && (width < 1 || width > MAX_WIDTH))
          throw badInput('width', `must be from 1 to ${MAX_WIDTH}, not ${width}`);
        return resize(context.toUrl(image.url), width);
      },
    }),
    srcSet: t.string({
      nullable: true,
      description: 'The value of an HTML `srcset` attribute; null when the host does not resize pictures.',
      resolve: (image, _args, context) => srcSet(context.toUrl(image.url), image.width),
    }),
    altText: t.exposeString('altText', {
      description: 'What the picture shows, for people who cannot see it; empty when nobody wrote it.',
    }),
    caption: t.exposeString('caption', { nullable: true, description: 'The text under the picture.' }),
    credit: t.exposeString('credit', { nullable: true, description: 'Who made or owns the picture, as printed.' }),
    width: t.exposeInt('width', { nullable: true, description: 'Width of the original in pixels.' }),
    height: t.exposeInt('height', { nullable: true, description: 'Height of the original in pixels.' }),
    focalPoint: t.expose('focalPoint', {
      type: FocalPointType,
      nullable: true,
      description: 'The point that a crop must keep.',
    }),
  }),
});

function resize(url: string, width: number | null | undefined): string {
  return (width && transformUrl({ url, width })) || url;
}

function srcSet(url: string, originalWidth: number | undefined): string | null {
  const widths = WIDTHS.filter((width) => width <= (originalWidth ?? Number.POSITIVE_INFINITY));
  const candidates = widths.map((width) => ({ width, resized: resize(url, width) }));
  const resizes = candidates.some(({ resized }) => resized !== url);
  return resizes ? candidates.map(({ width, resized }) => `${resized} ${width}w`).join(', ') : null;
}
