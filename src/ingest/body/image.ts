import type { Image } from '../../image/image.js';
import { parseUrl, readPixels, readText, resolveAttribute, resolveUrl } from './dom.js';

export const IMAGE_SELECTOR = 'img, amp-img';
/** Elements that hold a picture and its caption. */
export const FIGURE_SELECTOR = 'figure, .wp-caption';

/** Reads a picture. Returns undefined for tracking pixels, for placeholders, and for elements without an address. */
export function readImage(element: Element, baseUrl?: string): Image | undefined {
  const widest = findWidest(element, baseUrl);
  const url =
    widest?.url ?? resolveAttribute(element, LAZY, baseUrl) ?? resolveUrl(element.getAttribute('src'), baseUrl);
  const shown = {
    width: readPixels(element.getAttribute('width')),
    height: readPixels(element.getAttribute('height')),
  };
  if (url === undefined || NOISE.test(url) || (shown.width ?? 9) <= 2 || (shown.height ?? 9) <= 2) return undefined;
  return { url, altText: readAlt(element), ...scale(shown, widest?.width) };
}

/** Reads the pictures of a figure. The first picture gets the caption and the credit. */
export function readFigure(figure: Element, baseUrl?: string): Image[] {
  const images = [...figure.querySelectorAll(IMAGE_SELECTOR)]
    .map((element) => readImage(element, baseUrl))
    .filter((image) => image !== undefined)
    .filter((image, index, all) => all.findIndex((other) => isSamePicture(other.url, image.url)) === index);
  const [first, ...others] = images;
  return first ? [{ ...first, ...readWords(figure) }, ...others] : [];
}

/**
 * True if two addresses lead to the same picture, perhaps in different sizes. Such addresses share a long id in the path or
 * a distinctive file name, or they differ only in the size.
 */
export function isSamePicture(one: string, other: string): boolean {
  const [first, second] = [describe(one), describe(other)];
  const isNamed = first.stem === second.stem && /[^\d]{3}|\d{6}/.test(first.stem) && first.stem.length > 6;
  return first.address === second.address || isNamed || first.ids.some((id) => second.ids.includes(id));
}

const LAZY =
  'data-original data-src data-lazy-src data-lazy data-hi-res-src data-full-src data-image-src data-src-large data-src-medium'.split(
    ' ',
  );
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

/** Reads a `srcset`. A density (`2x`) becomes a tiny width, so that any stated width is preferred. */
function readSourceSet(text: string, baseUrl?: string): { url: string; width: number }[] {
  return splitSourceSet(text).flatMap(({ address, descriptor }) => {
    const [, size = '1', unit] = /(?:^|\s)([\d.]+)([wx])(?=\s|$)/.exec(descriptor) ?? [];
    const url = resolveUrl(address, baseUrl);
    return url === undefined ? [] : [{ url, width: unit === 'w' ? Number(size) : Number(size) / 100 }];
  });
}

/**
 * Splits a `srcset` as browsers do. White space ends an address, because addresses may hold commas. An address that ends
 * with a comma has no descriptor. For other addresses, the descriptor extends to the next comma.
 */
function splitSourceSet(text: string): { address: string; descriptor: string }[] {
  const sources: { address: string; descriptor: string }[] = [];
  const [nextAddress, nextDescriptor] = [/[\s,]*([^\s,]\S*)/y, /[^,]*/y];
  for (let found = nextAddress.exec(text); found; found = nextAddress.exec(text)) {
    const [, address = ''] = found;
    nextDescriptor.lastIndex = nextAddress.lastIndex;
    const descriptor = address.endsWith(',') ? '' : (nextDescriptor.exec(text)?.[0] ?? '');
    nextAddress.lastIndex += descriptor.length;
    sources.push({ address: address.replace(/(?<!,),+$/, ''), descriptor });
  }
  return sources;
}

/**
 * Returns the size of the file. The attributes state the size on the page, but a `srcset` states the `actual` width of the
 * file.
 */
function scale(shown: { width: number | undefined; height: number | undefined }, actual = 0) {
  const { width, height } = shown;
  if (actual < 3) return { ...(width && { width }), ...(height && { height }) };
  return { width: Math.round(actual), ...(width && height && { height: Math.round((height * actual) / width) }) };
}

function readAlt(element: Element): string {
  return (element.getAttribute('alt') ?? '').toWellFormed().replace(/\s+/g, ' ').trim();
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
