import type { Image } from '../../image/image.js';
import { parseUrl, readPixels, readText, resolveAttribute, resolveUrl } from './dom.js';

export const IMAGE_SELECTOR = 'img, amp-img';
/** What puts words under a picture. */
export const FIGURE_SELECTOR = 'figure, .wp-caption';

/** Reads a picture; undefined for tracking pixels, placeholders and what has no address. */
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

/** Reads a figure's pictures: its caption and credit go with the first. */
export function readFigure(figure: Element, baseUrl?: string): Image[] {
  const images = [...figure.querySelectorAll(IMAGE_SELECTOR)]
    .map((element) => readImage(element, baseUrl))
    .filter((image) => image !== undefined)
    .filter((image, index, all) => all.findIndex((other) => isSamePicture(other.url, image.url)) === index);
  const [first, ...others] = images;
  return first ? [{ ...first, ...readWords(figure) }, ...others] : [];
}

/** Whether two addresses are one picture in different sizes: one id in the path, one telling name, or one address, but for the size. */
export function isSamePicture(one: string, other: string): boolean {
  const [first, second] = [describe(one), describe(other)];
  const isNamed = first.stem === second.stem && /[^\d]{3}|\d{6}/.test(first.stem) && first.stem.length > 6;
  return first.address === second.address || isNamed || first.ids.some((id) => second.ids.includes(id));
}

const LAZY = [
  ...['data-original', 'data-src', 'data-lazy-src', 'data-lazy', 'data-hi-res-src', 'data-full-src', 'data-image-src'],
  ...['data-src-large', 'data-src-medium'],
];
const SETS = ['srcset', 'data-srcset', 'data-lazy-srcset'];
const NOISE =
  /\.(?:gif|png|svg|jpe?g)(?<=(?:blank|placeholder|spacer|transparent|1x1|pixel)[\w-]*\.\w+)(?:$|\?)|\/pixel\?|scorecardresearch|doubleclick|google-analytics|feeds\.feedburner\.com\/~r|(?:stats|pixel)\.wordpress|pixel\.wp\.com|facebook\.com\/tr\b/i;

interface Candidate {
  url: string;
  width: number;
}

/** The largest file that a `srcset` offers, of the element or of its `<picture>`. */
function findWidest(element: Element, baseUrl?: string): Candidate | undefined {
  const offers = [element, ...(element.closest('picture')?.querySelectorAll('source') ?? [])];
  const candidates = offers
    .flatMap((offer) => SETS.flatMap((name) => readSourceSet(offer.getAttribute(name) ?? '', baseUrl)))
    .filter((candidate) => !NOISE.test(candidate.url));
  const widest = Math.max(...candidates.map((candidate) => candidate.width));
  return candidates.find((candidate) => candidate.width === widest);
}

/** Addresses may hold commas, so only white space ends one. Densities (`2x`) count as tiny widths: any width wins. */
function readSourceSet(text: string, baseUrl?: string): Candidate[] {
  return splitSourceSet(text).flatMap(({ address, descriptor }) => {
    const [, size = '1', unit] = /(?:^|\s)([\d.]+)([wx])(?=\s|$)/.exec(descriptor) ?? [];
    const url = resolveUrl(address, baseUrl);
    return url === undefined ? [] : [{ url, width: unit === 'w' ? Number(size) : Number(size) / 100 }];
  });
}

/** As browsers do it: an address that ends with a comma has no descriptor, any other has all up to the next comma. */
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

interface Size {
  width?: number;
  height?: number;
}

/** Attributes give the size on the page: the file's own is `actual` wide where a `srcset` says so. */
function scale(shown: { width: number | undefined; height: number | undefined }, actual = 0): Size {
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

function readWords(figure: Element): { caption?: string; credit?: string } {
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

function describe(url: string): { address: string; stem: string; ids: string[] } {
  const { host = '', pathname = url, search = '' } = parseUrl(url, 'https://x') ?? {};
  const segments = pathname.split('/');
  const file = (segments.at(-1) ?? '').replace(/\.\w{2,5}$/, '');
  const stem = withoutSizes(file);
  // What follows the name of a file is its size; otherwise it may be what names the picture.
  const query = file === segments.at(-1) ? search : '';
  const address = `${host}${pathname.replace(/-\d{2,5}x\d{2,5}(?=\.\w+$)/, '')}${query}`;
  return { address, stem, ids: [...segments.slice(0, -1), file].filter((part) => /^(?=.*\d)[\w-]{20,}$/.test(part)) };
}

const SIZE = /^[-_.](?:\d{2,4}x\d{2,4}|\d{3,4}w?|scaled|large|medium|small|thumb\w*|[a-z]+\d{2,4}|\w*jumbo)$/i;

/** The name of a file without the sizes at its end: `bridge-large-300x200` is `bridge`. */
function withoutSizes(file: string): string {
  const parts = file.split(/(?=[-_.])/);
  while (parts.length > 1 && SIZE.test(parts.at(-1) ?? '')) parts.pop();
  return parts.join('');
}
