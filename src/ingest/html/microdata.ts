import { readText } from '../body/dom.js';
import { IMAGE_SELECTOR } from '../body/image.js';
import { escapeText } from '../body/text.js';
import { noFacts, type PageFacts } from './facts.js';
import { isMedia, kindOf } from './kind.js';
import { factsOfArticle, isArticle, type SchemaNode, typesOf } from './schema.js';

/** The facts that attributes on the page itself give: `itemprop`, and a `time` beside the headline. */
export function readMicrodata(document: Document, baseUrl?: string): PageFacts[] {
  const place = findArticle(document);
  const own = findScope(document, place, isArticle) ?? findScope(document, place, isMedia);
  const nodes = [
    ...(own ? [readScope(own, own)] : []),
    readScope(document.documentElement, undefined, (element) => isOfArticle(element, place)),
  ];
  // A figure in the text may be marked as the article's image before the one on top.
  const facts = nodes.map((node) => {
    const { images, thumbnails, ...others } = factsOfArticle(node, baseUrl);
    return { ...others, kind: kindOf(node, baseUrl), images: [], thumbnails: [...images, ...thumbnails] };
  });
  return [...facts, readTime(place)];
}

/** Whether the headline or the text is marked as an article's. */
export function hasArticleScope(document: Document): boolean {
  return findScope(document, findArticle(document), isArticle) !== undefined;
}

/** Bylines of other articles on the page: Readability takes the first that it meets. */
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

/** The headline and the text, as the page marks them. */
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
  // Teasers may be marked as articles, too: the longest is the page's own.
  const [body] = bodies.sort((one, other) => length(other) - length(one));
  return { heading: marked ?? findHeading(document), body };
}

/** The `h1` that says what the window's title says: pages give one to their logo, too. */
function findHeading(document: Document): Element | null {
  const headings = [...document.querySelectorAll('h1')];
  const shared = document.querySelector('meta[property="og:title"]')?.getAttribute('content') ?? '';
  const title = `${document.title} ${shared}`.replace(/\s+/g, ' ');
  return (
    headings.find((heading) => readText(heading).length > 2 && title.includes(readText(heading))) ?? headings[0] ?? null
  );
}

/** What holds both the headline and the text. */
function findContainer({ heading, body }: Place): Element | undefined {
  let container: Element | null | undefined = heading?.closest('article, main') ?? body;
  while (container && heading && !container.contains(heading)) {
    container = container.parentElement;
  }
  return container ?? undefined;
}

/** What holds the headline or the text and is of a type. */
function findScope(document: Document, { body, heading }: Place, isWanted: (node: SchemaNode) => boolean) {
  const scopes = [...document.querySelectorAll('[itemscope][itemtype]')].filter((scope) => isWanted(typeOf(scope)));
  return scopes.find((scope) => (heading && scope.contains(heading)) || (body && scope.contains(body)));
}

function typeOf(scope: Element): SchemaNode {
  return { '@type': scope.getAttribute('itemtype')?.split(/\s+/) };
}

/** What has no scope is the article's own in the head, and before and in the text: what follows is teasers'. */
function isOfArticle(element: Element, place: Place): boolean {
  const own = place.body ?? place.heading?.closest('article, main');
  const isBefore = !own || (element.compareDocumentPosition(own) & (FOLLOWING | CONTAINS)) !== 0;
  const isAside = element.closest('aside, nav') !== null;
  return element.closest('head') !== null || (isBefore && !isAside && !isInOther(element, own ?? undefined));
}

/** Whether something belongs to another article than the one in `own`. */
function isInOther(element: Element, own?: Element): boolean {
  const other = element.closest(own ? 'article' : 'article, li, aside, nav');
  return other !== null && !(own && (other.contains(own) || own.contains(other)));
}

/** What `compareDocumentPosition` says when the other node comes after, and when it is around. */
const FOLLOWING = 4;
const CONTAINS = 8;

/** The properties of one scope, or those without any, as JSON-LD would have them. */
function readScope(root: Element, scope?: Element, isOwn: (element: Element) => boolean = () => true): SchemaNode {
  const node: Record<string, unknown[]> = { '@type': scope?.getAttribute('itemtype')?.split(/\s+/) ?? [] };
  for (const element of root.querySelectorAll('[itemprop]')) {
    const parent = element.parentElement?.closest('[itemscope]') ?? undefined;
    // Pages mark <html> or <body> as a WebPage around everything that has no scope.
    const isHere = scope ? parent === scope : /^$|WebPage/.test(parent?.getAttribute('itemtype') ?? '');
    if (!isHere || !isOwn(element)) continue;
    for (const name of (element.getAttribute('itemprop') ?? '').split(/\s+/).filter((part) => part !== '')) {
      const key = name.charAt(0).toLowerCase() + name.slice(1);
      // The text is read with its markup, by Readability; a post's, here.
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
  const isLink =
    element.matches('a[href], link[href]') && !element.matches('[itemprop~="author" i], [itemprop~="name" i]');
  if (
    value &&
    element.matches(IMAGE_SELECTOR) &&
    element.matches('[itemprop~="image" i], [itemprop~="thumbnailUrl" i]')
  ) {
    return { ...readPicture(element), url: value };
  }
  return value ?? (isLink ? element.getAttribute('href') : readText(element));
}

/** What an `img` says of itself besides its address. */
function readPicture(picture: Element): SchemaNode {
  const [altText, width, height] = ['alt', 'width', 'height'].map((name) => picture.getAttribute(name) ?? undefined);
  return { altText: altText && escapeText(altText), width, height };
}

/** A `time` in the same article as the headline, before the text: HTML's own way to say when. */
function readTime(place: Place): PageFacts {
  const article = place.heading?.closest('article, main');
  const times = [...(article?.querySelectorAll('time[datetime]') ?? [])].filter(
    (time) => time.closest('article, main') === article && isOfArticle(time, place) && !time.closest('li, figure'),
  );
  const published = (times.find((time) => time.hasAttribute('pubdate')) ?? times[0])?.getAttribute('datetime');
  return { ...noFacts(), published: published ? [{ name: 'time datetime', text: published }] : [] };
}
