import { parseUrl } from '../body/dom.js';
import { noFacts, type PageFacts } from './facts.js';
import { isMedia, kindOf } from './kind.js';
import {
  factsOfArticle,
  isArticle,
  isSchemaNode,
  listOf,
  type SchemaNode,
  sectionOfTrail,
  textOf,
  typesOf,
  urlOf,
} from './schema.js';

/** What a page is known by before its JSON-LD is read. */
export interface PageIdentity {
  url: string | undefined;
  /** Everything on the page that may be its headline. */
  titles: readonly string[];
  /** Whether other markup says that it is an article. */
  isArticle: boolean;
}

/** The facts that a page's JSON-LD holds about the article on it, best first; other articles' are left out. */
export function readJsonLd(document: Document, page: PageIdentity): PageFacts[] {
  const nodes = [...document.querySelectorAll('script[type*="ld+json" i]')].flatMap((script) =>
    nodesOf(parseLoosely(script.textContent ?? '')),
  );
  const byId = new Map(nodes.filter((node) => Object.keys(node).length > 1).map((node) => [node['@id'], node]));
  const articles = chooseArticles(nodes.filter(isArticle), page);
  const facts = (articles.length > 0 ? articles : chooseMedia(nodes, page)).map((node) => {
    const whole = resolveReferences(node, byId);
    return { ...factsOfArticle(whole, page.url), kind: kindOf(whole, page.url) };
  });
  const trail = nodes.find((node) => typesOf(node).includes('BreadcrumbList'));
  const section = trail && sectionOfTrail(trail, page.url, facts[0]?.headline ?? page.titles[0]);
  return section ? [...facts, { ...noFacts(), section }] : facts;
}

/** Without the CDATA section or the comment that holds it, each of which may be in a comment of a script itself. */
function withoutWrapper(text: string): string {
  const inner = text.replace(/^\s*(?:(?:\/\/|\/\*)\s*)?(?:<!\[CDATA\[|<!--)\s*(?:\*\/)?/, '');
  const bare = withoutEnd(inner.trimEnd(), ['*/']).trimEnd();
  const json = withoutEnd(bare, [']]>', '-->']);
  return json === bare ? inner : withoutEnd(json.trimEnd(), ['//', '/*']);
}

function withoutEnd(text: string, endings: readonly string[]): string {
  const ending = endings.find((each) => text.endsWith(each));
  return ending === undefined ? text : text.slice(0, -ending.length);
}

/** JSON-LD as pages have it: wrapped for XHTML, with raw line breaks in strings. What stays broken is passed over. */
function parseLoosely(text: string): unknown {
  const json = withoutWrapper(text);
  for (const candidate of [
    json,
    json
      .replace(CONTROL, ' ')
      .replace(/;\s*$/, '')
      .replace(/,\s*([}\]])/g, '$1'),
  ]) {
    try {
      const parsed: unknown = JSON.parse(candidate);
      return parsed;
    } catch {
      // The next candidate, or nothing.
    }
  }
  return undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that break the JSON.
const CONTROL = /[\u0000-\u001f]+/g;

/** Things at the top, in a graph, or that a page is about: not those in lists of other articles. */
function nodesOf(value: unknown, depth = 0): SchemaNode[] {
  if (depth > 10) return [];
  return listOf(value)
    .filter(isSchemaNode)
    .flatMap((node) => [
      node,
      ...['@graph', 'mainEntity', 'mainEntityOfPage', 'breadcrumb'].flatMap((key) => nodesOf(node[key], depth + 1)),
    ]);
}

/** Those about this page by address; otherwise by headline; otherwise one that stands alone and claims no other address. */
function chooseArticles(articles: readonly SchemaNode[], page: PageIdentity): SchemaNode[] {
  const addressed = articles.filter((article) => isSamePage(urlOf(article, page.url), page.url));
  if (addressed.length > 0) return addressed;
  const titled = articles.filter((article) => isTitled(article, page));
  if (titled.length > 0) return titled.slice(0, 1);
  return articles.length === 1
    ? articles.filter((article) => page.url === undefined || urlOf(article) === undefined)
    : [];
}

/**
 * The video or the gallery that a page is about. One beside an article often has the article's headline and address:
 * then it is the page's only where it is stated so.
 */
function chooseMedia(nodes: readonly SchemaNode[], page: PageIdentity): SchemaNode[] {
  const mains = new Set(nodes.flatMap((node) => listOf(node.mainEntity)));
  const media = nodes.filter(isMedia);
  const main = media.filter((node) => mains.has(node));
  const own = chooseArticles(media, page).filter((node) => urlOf(node) !== undefined || isTitled(node, page));
  return main.length > 0 ? main : page.isArticle ? [] : own.slice(0, 1);
}

/** The scheme, `www.`, `m.`, a query and a slash at the end don't make another page. */
function isSamePage(one: string | undefined, other: string | undefined): boolean {
  const [first, second] = [one, other].map((url) =>
    parseUrl(url ?? '')?.pathname.replace(/(?:\/amp)?(?:(?<!\/)\/+)?$/, ''),
  );
  return first !== undefined && first !== '' && first === second;
}

function isTitled(node: SchemaNode, page: PageIdentity): boolean {
  const titles = page.titles.map(simplify).filter((title) => title !== '');
  const headline = simplify(textOf(node.headline) ?? textOf(node.name) ?? '');
  return headline !== '' && titles.some((title) => title.startsWith(headline) || headline.startsWith(title));
}

function simplify(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Puts the thing in the place of `{"@id": …}`, for what is read of an article. */
function resolveReferences(node: SchemaNode, byId: ReadonlyMap<unknown, SchemaNode>): SchemaNode {
  const resolve = (value: unknown) =>
    isSchemaNode(value) && Object.keys(value).every((key) => key.startsWith('@'))
      ? (byId.get(value['@id']) ?? value)
      : value;
  const referring = ['author', 'creator', 'publisher', 'image', 'audio', 'about', 'mentions'];
  return { ...node, ...Object.fromEntries(referring.map((key) => [key, listOf(node[key]).map(resolve)])) };
}
