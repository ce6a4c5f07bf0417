import type { Image } from '../../image/image.js';
import { foldSpace } from '../text/plain.js';
import { parseUrl, readPixels, readText, resolveAttribute, resolveUrl } from './dom.js';

export const IMAGE_SELECTOR = 'img, amp-img';
/** Elements that hold a picture and its caption. */
export const FIGURE_SELECTOR = 'figure, .wp-caption';

/** Reads a picture. Returns undefined for tracking pixels, for placeholders, and for elements without an address. */
export function readImage(element: Element, baseUrl?: string): Image | undefined {
  const widest = findWidest(element, baseUrl);
  const url = widest?.url ?? resolveAttribute(element, ADDRESSES, baseUrl);
  const [width, height] = ['width', 'height'].map((name) => readPixels(element.getAttribute(name)));
  if (url === undefined || NOISE.test(url) || (width ?? 9) <= 2 || (height ?? 9) <= 2) return undefined;
  const altText = foldSpace(element.getAttribute('alt') ?? '');
  return { url, altText, ...sizeOf(width, height, widest?.width) };
}

/** Reads the pictures of a figure. The first picture gets the caption and the credit. */
export function readFigure(figure: Element, baseUrl?: string): Image[] {
  const images = [...figure.querySelectorAll(IMAGE_SELECTOR)].flatMap((element) => readImage(element, baseUrl) ?? []);
  const [first, ...others] = uniquePictures(images);
  return first ? [{ ...first, ...readWords(figure) }, ...others] : [];
}

/** True if two addresses have the same picture: they share an id or a long name, or differ only in a size. */
export function isSamePicture(one: string, other: string): boolean {
  const [first, second] = [describe(one), describe(other)];
  const isNamed = first.stem === second.stem && /[^\d]{3}|\d{6}/.test(first.stem) && first.stem.length > 6;
  return first.address === second.address || isNamed || first.ids.some((id) => second.ids.includes(id));
}

/** If the list holds a picture in several sizes, keeps only the first of them. */
export function uniquePictures<Picture extends { readonly url: string }>(pictures: readonly Picture[]): Picture[] {
  const unique: Picture[] = [];
  for (const picture of pictures) {
    if (!unique.some(({ url }) => isSamePicture(url, picture.url))) unique.push(picture);
  }
  return unique;
}

/** The attributes with the address of a picture. `src` is last: if pictures load late, it holds a placeholder. */
const ADDRESSES = (
  'data-original data-src data-lazy-src data-lazy data-hi-res-src data-full-src data-image-src data-src-large ' +
  'data-src-medium src'
).split(' ');
const SETS = ['srcset', 'data-srcset', 'data-lazy-srcset'];
const NOISE =
  /\.(?:gif|png|svg|jpe?g)(?<=(?:blank|placeholder|spacer|transparent|1x1|pixel)[\w-]*\.\w+)(?:$|\?)|\/pixel\?|scorecardresearch|doubleclick|google-analytics|feeds\.feedburner\.com\/~r|(?:stats|pixel)\.wordpress|pixel\.wp\.com|facebook\.com\/tr\b/i;

/** Finds the widest file in the `srcset` of an element, or of the `<picture>` around it. */
function findWidest(element: Element, baseUrl?: string) {
  const offers = [element, ...(element.closest('picture')?.querySelectorAll('source') ?? [])];
  const candidates = offers
    .flatMap((offer) => SETS.flatMap((name) => readSourceSet(offer.getAttribute(name) ?? '', baseUrl)))
    .filter((candidate) => !NOISE.test(candidate.url));
  const widest = Math.max(...candidates.map((candidate) => candidate.width));
  return candidates.find((candidate) => candidate.width === widest);
}

/**
 * Matches each address of a `srcset` with its descriptor. White space ends an address, because addresses may hold commas.
 * The descriptor extends to the next comma. An address that ends with a comma has no descriptor.
 */
const SOURCE = /[\s,]*(?<address>[^\s,](?:\S*[^\s,])?)(?:,+(?=\s|$)|(?<descriptor>\s[^,]*|$))/gy;

/** Reads a `srcset`. A density (`2x`) becomes a tiny width, so that a stated width is preferred. */
function readSourceSet(text: string, baseUrl?: string): { url: string; width: number }[] {
  return [...text.matchAll(SOURCE)].flatMap(({ groups }) => {
    const [, size = '1', unit] = /(?:^|\s)([\d.]+)([wx])(?=\s|$)/.exec(groups?.descriptor ?? '') ?? [];
    const url = resolveUrl(groups?.address, baseUrl);
    return url === undefined ? [] : [{ url, width: unit === 'w' ? Number(size) : Number(size) / 100 }];
  });
}

/** Returns the size of the file. The attributes state the size on the page. A `srcset` states the `actual` width. */
function sizeOf(width: number | undefined, height: number | undefined, actual = 0) {
  if (actual < 3) return { ...(width && { width }), ...(height && { height }) };
  return { width: Math.round(actual), ...(width && height && { height: Math.round((height * actual) / width) }) };
}

const CREDIT =
  '[itemprop~="copyrightHolder"], [itemprop~="creditText"], [itemprop~="author"], [class*="credit" i], [class*="copyright" i], [class*="photographer" i], [class*="byline" i]';
const CREDIT_LABEL =
  /^(?:(?:(?:photo(?:graph(?:y|er)?)?|image|picture|foto|bild)\s*)?(?:(?:credit|source|cr[ée]dito?|copyright|by)\s*)?:\s*|(?:photo\s+)?cr[ée]dito?\s+|©\s*)/i;

function readWords(figure: Element) {
  const credits = [...figure.querySelectorAll(CREDIT)].filter(
    (element) => readText(element) !== '' && !element.querySelector('figcaption'),
  );
  const credit = credits.find((element) => !credits.some((inner) => inner !== element && element.contains(inner)));
  const creditText = credit ? readText(credit).replace(CREDIT_LABEL, '') : '';
  credit?.remove();
  const captions = [...figure.querySelectorAll('figcaption, .wp-caption-text')];
  const caption = (captions.length > 0 ? captions : [figure]).map(readText).join(' ').trim();
  return { ...(caption && { caption }), ...(creditText && { credit: creditText }) };
}

function describe(url: string) {
  const { host = '', pathname = url, search = '' } = parseUrl(url, 'https://x') ?? {};
  const segments = pathname.split('/');
  const file = (segments.at(-1) ?? '').replace(/\.\w{2,5}$/, '');
  const stem = withoutSizes(file);
  // A query after a file name only states the size. Without a file name, the query may identify the picture.
  const query = file === segments.at(-1) ? search : '';
  const address = `${host}${pathname.replace(/-\d{2,5}x\d{2,5}(?=\.\w+$)/, '')}${query}`;
  return { address, stem, ids: [...segments.slice(0, -1), file].filter((part) => /^(?=.*\d)[\w-]{20,}$/.test(part)) };
}

const SIZE = /^[-_.](?:\d{2,4}x\d{2,4}|\d{3,4}w?|scaled|large|medium|small|thumb\w*|[a-z]+\d{2,4}|\w*jumbo)$/i;

/** Removes the sizes at the end of a file's name: `bridge-large-300x200` becomes `bridge`. */
function withoutSizes(file: string): string {
  const parts = file.split(/(?=[-_.])/);
  while (parts.length > 1 && SIZE.test(parts.at(-1) ?? '')) parts.pop();
  return parts.join('');
}
