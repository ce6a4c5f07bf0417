import { parseUrl } from '../body/dom.js';
import { parseJson } from '../text/json.js';
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

/** The facts about a page that are known before its JSON-LD is read. */
export interface PageIdentity {
  url: string | undefined;
  /** All texts on the page that may be its headline. */
  titles: readonly string[];
  /** True if other markup says that the page is an article. */
  isArticle: boolean;
}

/**
 * Returns the facts in JSON-LD about the article of the page, the most reliable first. Other articles, such as teasers, are
 * left out.
 */
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

/** Removes the marks of a CDATA section or an HTML comment around the text. The marks may be inside JavaScript comments. */
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

/** Parses JSON-LD. Repairs raw line breaks, a semicolon at the end and superfluous commas. Returns undefined for other faults. */
function parseLoosely(text: string): unknown {
  const json = withoutWrapper(text);
  const strict = parseJson(json);
  if (strict.ok) return strict.value;
  const mended = json.replace(CONTROL, ' ').replace(/;\s*$/, '');
  const loose = parseJson(mended.replace(/,\s*([}\]])/g, '$1'));
  return loose.ok ? loose.value : undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters break the JSON.
const CONTROL = /[\u0000-\u001f]+/g;

/**
 * Returns the objects at the top level, in a `@graph`, and in the properties that say what the page is about. Lists of
 * other articles are left out.
 */
function nodesOf(value: unknown, depth = 0): SchemaNode[] {
  if (depth > 10) return [];
  return listOf(value)
    .filter(isSchemaNode)
    .flatMap((node) => [
      node,
      ...['@graph', 'mainEntity', 'mainEntityOfPage', 'breadcrumb'].flatMap((key) => nodesOf(node[key], depth + 1)),
    ]);
}

/**
 * Chooses the articles with the address of the page. If there are none, chooses the first article with a title of the page.
 * If there is none either, chooses the only article, unless its address differs from that of the page.
 */
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
 * Chooses the video or the gallery that a page is about. On a page with an article, only a `mainEntity` is chosen, because
 * a video beside the article often has the headline and the address of the article.
 */
function chooseMedia(nodes: readonly SchemaNode[], page: PageIdentity): SchemaNode[] {
  const mains = new Set(nodes.flatMap((node) => listOf(node.mainEntity)));
  const media = nodes.filter(isMedia);
  const main = media.filter((node) => mains.has(node));
  const own = chooseArticles(media, page).filter((node) => urlOf(node) !== undefined || isTitled(node, page));
  return main.length > 0 ? main : page.isArticle ? [] : own.slice(0, 1);
}

/** True if two addresses lead to the same page: their paths are equal, apart from `/amp` and slashes at the end. */
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

/** Replaces references such as `{"@id": …}` by the objects to which they refer, in the properties that are read later. */
function resolveReferences(node: SchemaNode, byId: ReadonlyMap<unknown, SchemaNode>): SchemaNode {
  const resolve = (value: unknown) =>
    isSchemaNode(value) && Object.keys(value).every((key) => key.startsWith('@'))
      ? (byId.get(value['@id']) ?? value)
      : value;
  const referring = ['author', 'creator', 'publisher', 'image', 'audio', 'about', 'mentions'];
  return { ...node, ...Object.fromEntries(referring.map((key) => [key, listOf(node[key]).map(resolve)])) };
}
