import { readText } from '../body/dom.js';
import { IMAGE_SELECTOR } from '../body/image.js';
import { escapeText } from '../body/text.js';
import { noFacts, type PageFacts } from './facts.js';
import { isMedia, kindOf } from './kind.js';
import { factsOfArticle, isArticle, type SchemaNode, typesOf } from './schema.js';

/** Reads the facts in the elements of the page: from `itemprop` attributes, and from a `time` element beside the headline. */
export function readMicrodata(document: Document, baseUrl?: string): PageFacts[] {
  const place = findArticle(document);
  const own = findScope(document, place, isArticle) ?? findScope(document, place, isMedia);
  const nodes = [
    ...(own ? [readScope(own, own)] : []),
    readScope(document.documentElement, undefined, (element) => isOfArticle(element, place)),
  ];
  // All images count as thumbnails, because the first image with an `itemprop` may be a figure in the text.
  const facts = nodes.map((node) => {
    const { images, thumbnails, ...others } = factsOfArticle(node, baseUrl);
    return { ...others, kind: kindOf(node, baseUrl), images: [], thumbnails: [...images, ...thumbnails] };
  });
  return [...facts, readTime(place)];
}

/** True if the page's markup says that its headline or its text belongs to an article. */
export function hasArticleScope(document: Document): boolean {
  return findScope(document, findArticle(document), isArticle) !== undefined;
}

/** Finds the bylines of other articles on the page. Readability takes the first byline, even one of another article. */
export function findForeignBylines(document: Document): Set<string> {
  const container = findContainer(findArticle(document));
  const bylines = [...document.querySelectorAll(BYLINE)].map((element) => ({
    text: readText(element),
    isOwn: container ? container.contains(element) && !isInOther(element, container) : !isInOther(element),
  }));
  const own = new Set(bylines.filter(({ isOwn }) => isOwn).map(({ text }) => text));
  return new Set(bylines.map(({ text }) => text).filter((text) => text !== '' && !own.has(text)));
}

const BYLINE = '[rel~="author"], [itemprop*="author" i], [class*="byline" i], [class*="author" i]';

type Place = ReturnType<typeof findArticle>;

function findArticle(document: Document) {
  const marked = document.querySelector('h1[itemprop~="headline" i], [itemprop~="headline" i] h1');
  const bodies = [...document.querySelectorAll('[itemprop~="articleBody" i]:not(meta)')];
  const length = (element: Element) => element.textContent?.length ?? 0;
  // Teasers may be marked as articles too. The longest text belongs to the article of the page.
  const [body] = bodies.sort((one, other) => length(other) - length(one));
  return { heading: marked ?? findHeading(document), body };
}

/** Finds the `h1` whose text is in the document's title, or else the first `h1`. The logo may also be an `h1`. */
function findHeading(document: Document): Element | null {
  const headings = [...document.querySelectorAll('h1')];
  const shared = document.querySelector('meta[property="og:title"]')?.getAttribute('content') ?? '';
  const title = `${document.title} ${shared}`.replace(/\s+/g, ' ');
  const isInTitle = (text: string) => text.length > 2 && title.includes(text);
  return headings.find((heading) => isInTitle(readText(heading))) ?? headings[0] ?? null;
}

function findContainer({ heading, body }: Place): Element | undefined {
  let container: Element | null | undefined = heading?.closest('article, main') ?? body;
  while (container && heading && !container.contains(heading)) {
    container = container.parentElement;
  }
  return container ?? undefined;
}

function findScope(document: Document, { body, heading }: Place, isWanted: (node: SchemaNode) => boolean) {
  const scopes = [...document.querySelectorAll('[itemscope][itemtype]')].filter((scope) => isWanted(typeOf(scope)));
  return scopes.find((scope) => (heading && scope.contains(heading)) || (body && scope.contains(body)));
}

function typeOf(scope: Element): SchemaNode {
  return { '@type': scope.getAttribute('itemtype')?.split(/\s+/) };
}

/** True if an element is in the head, before the text or inside the text. Elements after the text belong to teasers. */
function isOfArticle(element: Element, place: Place): boolean {
  const own = place.body ?? place.heading?.closest('article, main');
  const isBefore = !own || (element.compareDocumentPosition(own) & FOLLOWS_OR_CONTAINS) !== 0;
  const isAside = element.closest('aside, nav') !== null;
  return element.closest('head') !== null || (isBefore && !isAside && !isInOther(element, own ?? undefined));
}

/** True if an element belongs to a different article than the element `own`. */
function isInOther(element: Element, own?: Element): boolean {
  const other = element.closest(own ? 'article' : 'article, li, aside, nav');
  return other !== null && !(own && (other.contains(own) || own.contains(other)));
}

/** The bits of `compareDocumentPosition`: the other node follows (4) or contains (8) the element. */
const FOLLOWS_OR_CONTAINS = 4 | 8;

/** Reads the properties of `scope` in the form of JSON-LD. Without `scope`, reads elements outside any `itemscope`. */
function readScope(root: Element, scope?: Element, isOwn: (element: Element) => boolean = () => true): SchemaNode {
  const node: Record<string, unknown[]> = { '@type': scope?.getAttribute('itemtype')?.split(/\s+/) ?? [] };
  for (const element of root.querySelectorAll('[itemprop]')) {
    const parent = element.parentElement?.closest('[itemscope]') ?? undefined;
    // Some pages mark <html> or <body> as a WebPage. Elements directly inside a WebPage count as outside any scope.
    const isHere = scope ? parent === scope : /^$|WebPage/.test(parent?.getAttribute('itemtype') ?? '');
    if (!isHere || !isOwn(element)) continue;
    for (const name of (element.getAttribute('itemprop') ?? '').split(/\s+/).filter((part) => part !== '')) {
      const key = name.charAt(0).toLowerCase() + name.slice(1);
      // Readability reads the text of an article, with its markup. Only the text of a live blog's post is read here.
      const isPost = scope?.matches('[itemprop~="liveBlogUpdate" i]');
      const values = key !== 'articleBody' ? [readValue(element)] : isPost ? [element.innerHTML] : [];
      node[key] = [...(node[key] ?? []), ...values];
    }
  }
  return node;
}

function readValue(element: Element): unknown {
  if (element.hasAttribute('itemscope')) {
    const scope = readScope(element, element);
    const picture = typesOf(scope).includes('ImageObject') ? element.querySelector(IMAGE_SELECTOR) : null;
    const node = picture ? { ...readPicture(picture), ...scope } : scope;
    const isNamed = ['name', 'url', 'contentUrl', 'headline', 'articleBody'].some((key) => key in node);
    return isNamed ? node : { ...node, name: readText(element) };
  }
  const values = ['content', 'datetime', 'src', 'data-src'].map((name) => element.getAttribute(name));
  const value = values.find((text) => text);
  const is = (...names: string[]) => names.some((name) => element.matches(`[itemprop~="${name}" i]`));
  if (value && element.matches(IMAGE_SELECTOR) && is('image', 'thumbnailUrl')) {
    return { ...readPicture(element), url: value };
  }
  const isLink = element.matches('a[href], link[href]') && !is('author', 'name');
  return value ?? (isLink ? element.getAttribute('href') : readText(element));
}

function readPicture(picture: Element): SchemaNode {
  const [altText, width, height] = ['alt', 'width', 'height'].map((name) => picture.getAttribute(name) ?? undefined);
  return { altText: altText && escapeText(altText), width, height };
}

/** Reads the time of publication from a `time` element that is in the same article as the headline and before the text. */
function readTime(place: Place): PageFacts {
  const article = place.heading?.closest('article, main');
  const times = [...(article?.querySelectorAll('time[datetime]') ?? [])].filter(
    (time) => time.closest('article, main') === article && isOfArticle(time, place) && !time.closest('li, figure'),
  );
  const published = (times.find((time) => time.hasAttribute('pubdate')) ?? times[0])?.getAttribute('datetime');
  return { ...noFacts(), published: published ? [{ name: 'time datetime', text: published }] : [] };
}
