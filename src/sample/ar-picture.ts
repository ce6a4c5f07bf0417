import type { Image } from '../image/image.js';
import { picture } from './pieces.js';

/** One of the newsroom's pictures, with the Arabic text that goes with it. */
export function arPicture(name: string, altText: string, caption: string, photographer: string): Image {
  return picture(name, altText, caption, `${photographer}/بريد ميريديان`);
}
