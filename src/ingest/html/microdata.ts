import { readText } from '../body/dom.js';
import { IMAGE_SELECTOR } from '../body/image.js';
import { escapeText } from '../body/text.js';
import { noFacts, type PageFacts } from './facts.js';
import { isMedia, kindOf } from './kind.js';
import { factsOfArticle, isArticle, type SchemaNode, typesOf } from './schema.js';

/** The facts in the page's own elements: `itemprop` attributes, and a `time` beside the headline. */
export function readMicrodata(document: Document, baseUrl?: string): PageFacts[] {
  const place = findArticle(document);
  const own = findScope(document, place, isArticle) ?? findScope(document, place, isMedia);
  const nodes = [
    ...(own ? [readScope(own, own)] : []),
    readScope(document.documentElement, undefined, (element) => isOfArticle(element, place)),
  ];
  // All images count as thumbnails, as a figure in the text may be marked as the article's image before the main one.
  const facts = nodes.map((node) => {
    const { images, thumbnails, ...others } = factsOfArticle(node, baseUrl);
    return { ...others, kind: kindOf(node, baseUrl), images: [], thumbnails: [...images, ...thumbnails] };
  });
  return [...facts, readTime(place)];
}

/** Whether the page marks its headline or its text as part of an article. */
export function hasArticleScope(document: Document): boolean {
  return findScope(document, findArticle(document), isArticle) !== undefined;
}

/** Bylines of other articles on the page. Readability takes the first byline that it meets, which may be one of them. */
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

/** The elements of the headline and of the text. */
interface Place {
  heading: Element | null;
  body: Element | undefined;
}

function findArticle(document: Document): Place {
  const marked = document.querySelector('h1[itemprop~="headline" i], [itemprop~="headline" i] h1');
  const bodies = [...document.querySelectorAll('[itemprop~="articleBody" i]')].filter(
    ({ localName }) => localName !== 'meta',
  );
  const length = (element: Element) => element.textContent?.length ?? 0;
  // Teasers may be marked as articles, too. The longest text is the page's own.
  const [body] = bodies.sort((one, other) => length(other) - length(one));
  return { heading: marked ?? findHeading(document), body };
}

/** The `h1` whose text is in the window's title, or else the first one. The logo may be an `h1`, too. */
function findHeading(document: Document): Element | null {
  const headings = [...document.querySelectorAll('h1')];
  const shared = document.querySelector('meta[property="og:title"]')?.getAttribute('content') ?? '';
  const title = `${document.title} ${shared}`.replace(/\s+/g, ' ');
  return (
    headings.find((heading) => readText(heading).length > 2 && title.includes(readText(heading))) ?? headings[0] ?? null
  );
}

/** The element that holds the headline and the text. */
function findContainer({ heading, body }: Place): Element | undefined {
  let container: Element | null | undefined = heading?.closest('article, main') ?? body;
  while (container && heading && !container.contains(heading)) {
    container = container.parentElement;
  }
  return container ?? undefined;
}

/** The scope of a wanted type that holds the headline or the text. */
function findScope(document: Document, { body, heading }: Place, isWanted: (node: SchemaNode) => boolean) {
  const scopes = [...document.querySelectorAll('[itemscope][itemtype]')].filter((scope) => isWanted(typeOf(scope)));
  return scopes.find((scope) => (heading && scope.contains(heading)) || (body && scope.contains(body)));
}

function typeOf(scope: Element): SchemaNode {
  return { '@type': scope.getAttribute('itemtype')?.split(/\s+/) };
}

/** Whether an element without a scope is the article's: it is in the head, or not after the text, where teasers are. */
function isOfArticle(element: Element, place: Place): boolean {
  const own = place.body ?? place.heading?.closest('article, main');
  const isBefore = !own || (element.compareDocumentPosition(own) & FOLLOWS_OR_CONTAINS) !== 0;
  const isAside = element.closest('aside, nav') !== null;
  return element.closest('head') !== null || (isBefore && !isAside && !isInOther(element, own ?? undefined));
}

/** Whether an element belongs to an article other than the one of `own`. */
function isInOther(element: Element, own?: Element): boolean {
  const other = element.closest(own ? 'article' : 'article, li, aside, nav');
  return other !== null && !(own && (other.contains(own) || own.contains(other)));
}

/** The bits of `compareDocumentPosition` for another node that follows (4) or contains (8) the element. */
const FOLLOWS_OR_CONTAINS = 4 | 8;

/** The properties of one scope, or of the elements without a scope, in the form of JSON-LD. */
function readScope(root: Element, scope?: Element, isOwn: (element: Element) => boolean = () => true): SchemaNode {
  const node: Record<string, unknown[]> = { '@type': scope?.getAttribute('itemtype')?.split(/\s+/) ?? [] };
  for (const element of root.querySelectorAll('[itemprop]')) {
    const parent = element.parentElement?.closest('[itemscope]') ?? undefined;
    // Some pages mark <html> or <body> as a WebPage. Elements directly in it count as without a scope.
    const isHere = scope ? parent === scope : /^$|WebPage/.test(parent?.getAttribute('itemtype') ?? '');
    if (!isHere || !isOwn(element)) continue;
    for (const name of (element.getAttribute('itemprop') ?? '').split(/\s+/).filter((part) => part !== '')) {
      const key = name.charAt(0).toLowerCase() + name.slice(1);
      // Readability reads the text of the article with its markup. The text of a live blog's post is read here.
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
  const value = ['content', 'datetime', 'src', 'data-src']
    .map((name) => element.getAttribute(name))
    .find((text) => text);
  const isImage =
    element.matches(IMAGE_SELECTOR) && element.matches('[itemprop~="image" i], [itemprop~="thumbnailUrl" i]');
  if (value && isImage) return { ...readPicture(element), url: value };
  const isLink =
    element.matches('a[href], link[href]') && !element.matches('[itemprop~="author" i], [itemprop~="name" i]');
  return value ?? (isLink ? element.getAttribute('href') : readText(element));
}

/** The alternative text and the size of an `img`. */
function readPicture(picture: Element): SchemaNode {
  const [altText, width, height] = ['alt', 'width', 'height'].map((name) => picture.getAttribute(name) ?? undefined);
  return { altText: altText && escapeText(altText), width, height };
}

/** The time of publication in a `time` element, in the same article as the headline and before the text. */
function readTime(place: Place): PageFacts {
  const article = place.heading?.closest('article, main');
  const times = [...(article?.querySelectorAll('time[datetime]') ?? [])].filter(
    (time) => time.closest('article, main') === article && isOfArticle(time, place) && !time.closest('li, figure'),
  );
  const published = (times.find((time) => time.hasAttribute('pubdate')) ?? times[0])?.getAttribute('datetime');
  return { ...noFacts(), published: published ? [{ name: 'time datetime', text: published }] : [] };
}
