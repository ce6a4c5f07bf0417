import { Duration } from 'luxon';
import { inlineText } from '../../body/inline-html.js';
import { type Image, toWhole } from '../../image/image.js';
import { readPixels, resolveUrl } from '../body/dom.js';
import type { PageFacts, Topic, Writer } from './facts.js';

/** An object ("thing") with properties of schema.org, from JSON-LD or microdata. */
export type SchemaNode = Record<string, unknown>;

/** True if a value is a thing with properties. */
export function isSchemaNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns a value as a list. JSON-LD allows a single value wherever it allows a list. */
export function listOf(value: unknown): unknown[] {
  if (isSchemaNode(value) && ('@list' in value || '@set' in value)) return listOf(value['@list'] ?? value['@set']);
  return Array.isArray(value) ? value.flatMap(listOf) : value === undefined || value === null ? [] : [value];
}

/** Returns the things in a value, which may be a list. */
export function thingsOf(value: unknown): SchemaNode[] {
  return listOf(value).filter(isSchemaNode);
}

/** Returns the types of a thing without the address of the vocabulary, such as `NewsArticle`. */
export function typesOf(node: SchemaNode): string[] {
  return listOf(node['@type']).map((type) => String(type).replace(/^.*[/:#]/, ''));
}

/** True if a thing is an article of any kind. */
export function isArticle(node: SchemaNode): boolean {
  return typesOf(node).some((type) => /Article$|^(?:Blog|LiveBlog|SocialMedia)Posting$|^Report$/.test(type));
}

/** Returns the address of the page about a thing. */
export function urlOf(node: SchemaNode, baseUrl?: string): string | undefined {
  const page = listOf(node.mainEntityOfPage).map((value) =>
    isSchemaNode(value) ? (value['@id'] ?? value.url) : value,
  );
  return [...listOf(node.url), ...page, ...listOf(node['@id'])]
    .map((value) => (typeof value === 'string' ? resolveUrl(value, baseUrl) : undefined))
    .find((url) => url !== undefined);
}

/** Returns the plain text of a value. The value is a string, or a thing with a name. */
export function textOf(value: unknown): string | undefined {
  const [first] = listOf(value);
  if (isSchemaNode(first)) return textOf(first['@value'] ?? first.name);
  return typeof first === 'string' || typeof first === 'number' ? inlineText(String(first)) || undefined : undefined;
}

/** Reads the text of a value as an address. */
export function addressOf(value: unknown, baseUrl?: string): string | undefined {
  return resolveUrl(textOf(value), baseUrl);
}

/** Reads the facts in the properties of an article. */
export function factsOfArticle(node: SchemaNode, baseUrl?: string): PageFacts {
  const { articleBody, inLanguage } = node;
  const [headline, name, publisher] = [node.headline, node.name, node.publisher].map(textOf);
  const section = textOf(node.articleSection);
  return {
    url: urlOf(node, baseUrl),
    headline: headline ?? (name === publisher ? undefined : name),
    standfirsts: [node.description, node.abstract].map(textOf).filter((summary) => summary !== undefined),
    writers: writersOf(listOf(node.author).length > 0 ? node.author : node.creator),
    published: ['datePublished', 'uploadDate'].flatMap((name) => rawTexts(node[name]).map((text) => ({ name, text }))),
    modified: rawTexts(node.dateModified),
    language: textOf(isSchemaNode(inLanguage) ? (inLanguage.alternateName ?? inLanguage) : inLanguage),
    section: section === undefined ? undefined : { name: section },
    topics: topicsOf(node),
    images: imagesOf(node.image, baseUrl),
    thumbnails: [...imagesOf(node.thumbnailUrl, baseUrl), ...imagesOf(node.thumbnail, baseUrl)],
    audio: audioOf(node.audio, baseUrl),
    publisher,
    genre: genreOf(node),
    dateline: textOf(node.dateline),
    text: textOf(articleBody) === undefined ? textOf(node.transcript) : String(listOf(articleBody)[0]),
  };
}

/** Finds the section in a trail of breadcrumbs. The home page and the article itself are not sections. */
export function sectionOfTrail(node: SchemaNode, pageUrl?: string, headline?: string): PageFacts['section'] {
  const names = thingsOf(node.itemListElement).flatMap((step) => {
    const item: SchemaNode = isSchemaNode(step.item) ? step.item : { url: step.item };
    const url = urlOf(item);
    const name = textOf(step.name) ?? textOf(item.name);
    const isHome = (url !== undefined && new URL(url).pathname === '/') || HOME.test(name ?? '');
    const isPage = (url !== undefined && url === pageUrl) || name === headline;
    return name === undefined || isHome || isPage ? [] : [name];
  });
  const [name, parent] = names.reverse();
  return name === undefined ? undefined : { name, ...(parent !== undefined && { parent: { name: parent } }) };
}

const HOME =
  /^(?:home(?:page)?|start(?:seite)?|accueil|inicio|início|portada|главная|الرئيسية|خانه|דף הבית|首页|首頁|ホーム|トップ|홈)$/i;

/** Returns the texts of a value. Strings and numbers stay as the page writes them. */
export function rawTexts(value: unknown): string[] {
  return listOf(value).flatMap((item) =>
    typeof item === 'string' || typeof item === 'number' ? [String(item)] : (textOf(item) ?? []),
  );
}

function writersOf(value: unknown): Writer[] {
  return listOf(value).flatMap((item) => {
    const names = isSchemaNode(item) ? listOf(item['@value'] ?? item.name) : [item];
    const isNoPerson = isSchemaNode(item) && isOrganisation(item);
    return names.flatMap((name) => textOf(name) ?? []).map((name) => ({ name, isOrganisation: isNoPerson }));
  });
}

function isOrganisation(node: SchemaNode): boolean {
  return typesOf(node).some((type) => /Organi[sz]ation|Corporation/.test(type));
}

const KINDS: Record<string, Topic['kind']> = {
  Person: 'PERSON',
  Place: 'PLACE',
  Country: 'PLACE',
  City: 'PLACE',
  Event: 'EVENT',
};

function topicsOf(node: SchemaNode): Topic[] {
  const topics = thingsOf([node.about, node.mentions]).flatMap((thing): Topic[] => {
    const name = textOf(thing.name);
    const kind = isOrganisation(thing) ? 'ORGANISATION' : (KINDS[typesOf(thing)[0] ?? ''] ?? 'SUBJECT');
    return name === undefined || isArticle(thing) ? [] : [{ name, kind }];
  });
  const keywords = listOf(node.keywords).flatMap((item) =>
    typeof item === 'string' ? item.split(/[,;،、]/) : [textOf(item) ?? ''],
  );
  return [...topics, ...keywords.map((keyword): Topic => ({ name: inlineText(keyword), kind: 'SUBJECT' }))];
}

/** Reads pictures, the largest first. Many sites list the same picture in several shapes. */
function imagesOf(value: unknown, baseUrl?: string): Image[] {
  return picturesOf(value, baseUrl).sort((one, other) => (other.width ?? 0) - (one.width ?? 0));
}

/** Reads pictures in the order of the page. Each picture is an address or an ImageObject. */
export function picturesOf(value: unknown, baseUrl?: string): Image[] {
  return listOf(value).flatMap((item) => imageOf(isSchemaNode(item) ? item : { url: item }, baseUrl) ?? []);
}

function imageOf(node: SchemaNode, baseUrl?: string): Image | undefined {
  const addresses = [node.url, node.contentUrl, node['@id']].flatMap(listOf).filter((part) => typeof part === 'string');
  const url = resolveUrl(addresses[0], baseUrl);
  if (url === undefined) return undefined;
  const [caption, credit] = [node.caption, node.creditText].map(textOf);
  const [width, height] = [node.width, node.height].map((size) =>
    readPixels(isSchemaNode(size) ? (size.value ?? size.name) : size),
  );
  return { url, altText: textOf(node.altText) ?? '', caption, credit, width, height };
}

function audioOf(value: unknown, baseUrl?: string): PageFacts['audio'] {
  const [node] = thingsOf(value);
  const url = resolveUrl(textOf(node?.contentUrl) ?? textOf(node?.url), baseUrl);
  return url === undefined ? undefined : { url, durationSeconds: secondsOf(node?.duration) };
}

/** Returns the seconds of an ISO 8601 duration such as `PT1M5S`. */
export function secondsOf(duration: unknown): number | undefined {
  return toWhole(Duration.fromISO(textOf(duration) ?? '').as('seconds'));
}

function genreOf(node: SchemaNode): PageFacts['genre'] {
  const types = typesOf(node).join(' ');
  if (/Opinion|Review/.test(types)) return 'OPINION';
  return /Analysis|Background/.test(types) ? 'ANALYSIS' : /\bBlogPosting/.test(types) ? 'BLOG' : undefined;
}
