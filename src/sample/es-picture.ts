import type { Image } from '../image/image.js';

/** One of the newsroom's 1600×900 pictures, with the Spanish text that goes with it. */
export function esPicture(name: string, altText: string, caption: string, photographer: string): Image {
  return {
    url: `/media/${name}.svg`,
    altText,
    caption,
    credit: `${photographer}/El Correo Meridiano`,
    width: 1600,
    height: 900,
  };
}
