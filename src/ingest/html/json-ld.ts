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
  thingsOf,
  typesOf,
  urlOf,
} from './schema.js';

/** The facts about a page that are known before its JSON-LD is read. */
export interface PageIdentity {
  url: string | undefined;
  /** The texts on the page that may be its headline. */
  titles: readonly string[];
  /** True if other markup says that the page is an article. */
  isArticle: boolean;
}

/** Reads the facts about the page's article from JSON-LD, the most reliable first. Facts about teasers are left out. */
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
  return text
    .trim()
    .replace(/^(?:\/\/|\/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*\/)?/, '')
    .replace(/(?:\/\/|\/\*)?(?:(?<!\s)\s*)?(?:\]\]>|-->)(?:\s*\*\/)?$/, '');
}

/** Parses JSON-LD. Repairs only three faults: raw line breaks, a semicolon at the end, and superfluous commas. */
function parseLoosely(text: string): unknown {
  const json = withoutWrapper(text);
  const mended = () => json.replace(CONTROL, ' ').replace(/;\s*$/, '');
  return tryJson(json) ?? tryJson(mended().replace(/,\s*([}\]])/g, '$1'));
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these characters break the JSON.
const CONTROL = /[\u0000-\u001f]+/g;

/** Returns the objects at the top level, in a `@graph`, and in the properties that say what the page is about. */
function nodesOf(value: unknown, depth = 0): SchemaNode[] {
  if (depth > 10) return [];
  const keys = ['@graph', 'mainEntity', 'mainEntityOfPage', 'breadcrumb'];
  return thingsOf(value).flatMap((node) => [node, ...keys.flatMap((key) => nodesOf(node[key], depth + 1))]);
}

/** Chooses the articles with the page's address, or else the first article with its title, or else the only article. */
function chooseArticles(articles: readonly SchemaNode[], page: PageIdentity): SchemaNode[] {
  const addressed = articles.filter((article) => isSamePage(urlOf(article, page.url), page.url));
  if (addressed.length > 0) return addressed;
  const titled = articles.find((article) => isTitled(article, page));
  if (titled) return [titled];
  return articles.filter((only) => articles.length === 1 && (page.url === undefined || urlOf(only) === undefined));
}

/**
 * Chooses the video or the gallery that a page is about. On a page with an article, only a `mainEntity` is chosen, because
 * a video beside the article often has the headline and the address of the article.
 */
function chooseMedia(nodes: readonly SchemaNode[], page: PageIdentity): SchemaNode[] {
  const mains = new Set(nodes.flatMap((node) => listOf(node.mainEntity)));
  const media = nodes.filter(isMedia);
  const main = media.filter((node) => mains.has(node));
  if (main.length > 0 || page.isArticle) return main;
  const own = chooseArticles(media, page).find((node) => urlOf(node) !== undefined || isTitled(node, page));
  return own ? [own] : [];
}

/** True if two addresses have the same path, without `/amp` and slashes at the end. Then they lead to the same page. */
function isSamePage(one: string | undefined, other: string | undefined): boolean {
  const [first, second] = [one, other].map((url) =>
    parseUrl(url ?? '')?.pathname.replace(/(?:\/amp)?(?:(?<!\/)\/+)?$/, ''),
  );
  return first !== undefined && first !== '' && first === second;
}

function isTitled(node: SchemaNode, page: PageIdentity): boolean {
  const [headline = '', ...titles] = [textOf(node.headline) ?? textOf(node.name) ?? '', ...page.titles].map(simplify);
  const isLike = (title: string) => title !== '' && (title.startsWith(headline) || headline.startsWith(title));
  return headline !== '' && titles.some(isLike);
}

function simplify(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join(' ');
}

/** Replaces a reference such as `{"@id": …}` by the object with that id, in the properties that are read later. */
function resolveReferences(node: SchemaNode, byId: ReadonlyMap<unknown, SchemaNode>): SchemaNode {
  const resolve = (value: unknown) =>
    isSchemaNode(value) && Object.keys(value).every((key) => key.startsWith('@'))
      ? (byId.get(value['@id']) ?? value)
      : value;
  const referring = ['author', 'creator', 'publisher', 'image', 'audio', 'about', 'mentions'];
  return { ...node, ...Object.fromEntries(referring.map((key) => [key, listOf(node[key]).map(resolve)])) };
}
