import { Readability } from '@mozilla/readability';
import type { DraftBlock } from '../../body/blocks.js';
import { isElement, resolveUrl } from '../body/dom.js';
import { PLAYER_ADDRESS } from '../body/embed.js';
import { linesToBlocks, nodeToBlocks } from '../body/html-body.js';
import { textsOf } from '../body/text.js';
import { foldSpace } from '../text/plain.js';
import { mergeFacts, type PageFacts } from './facts.js';
import { readWindowTitle } from './headline.js';
import { readJsonLd } from './json-ld.js';
import { collectMeta, type MetaTags, readMeta } from './meta.js';
import { findForeignBylines, hasArticleScope, readMicrodata } from './microdata.js';

/** Everything that is read from a page. `titles` are more texts that may be the headline. */
export type Page = ReturnType<typeof readPage>;

/** Reads a page. The facts are read before the text, because Readability extracts the text and changes the document. */
export function readPage(document: Document) {
  const tags = collectMeta(document);
  const url = findUrl(document, tags);
  const baseUrl = resolveUrl(document.querySelector('base[href]')?.getAttribute('href'), url) ?? url;
  const meta = readMeta(tags, baseUrl);
  const titles = [meta.headline, readWindowTitle(document)].filter((title) => title !== undefined);
  const isArticle = tags.get('og:type')?.[0] === 'article' || hasArticleScope(document);
  const facts = mergeFacts([
    ...readJsonLd(document, { url, titles, isArticle }),
    ...readMicrodata(document, baseUrl),
    meta,
  ]);
  const root = document.documentElement;
  const languages = [root.lang || root.getAttribute('xml:lang'), facts.language, meta.language];
  const direction = [document.querySelector('article[dir]'), document.body, root]
    .map((element) => element?.getAttribute('dir')?.toUpperCase())
    .find((dir) => dir === 'LTR' || dir === 'RTL');
  const article = readArticle(document, baseUrl, facts);
  const siteName = tags.get('og:site_name')?.[0];
  return { url: url ?? facts.url, facts, siteName, titles, languages, direction, ...article };
}

/** Finds the address of the page. The home page's address comes last: some sites state it on every page by mistake. */
function findUrl(document: Document, tags: MetaTags): string | undefined {
  const named = [
    document.querySelector('link[rel~="canonical" i]')?.getAttribute('href'),
    tags.get('og:url')?.[0],
    tags.get('parsely-link')?.[0],
    tags.get('twitter:url')?.[0],
    findSavedUrl(document),
  ];
  const urls = named.flatMap((address) => resolveUrl(address) ?? []).filter((url) => url.startsWith('http'));
  return urls.find((url) => new URL(url).pathname !== '/') ?? urls[0];
}

/** Finds the address in the comment that browsers put at the top of a saved page. */
function findSavedUrl(document: Document): string | undefined {
  const nodes = [...document.childNodes, ...document.documentElement.childNodes];
  const comments = nodes.filter((node) => node.nodeType === document.COMMENT_NODE);
  return comments.flatMap((node) => /saved from url=\(\d+\)(\S+)/.exec(node.textContent ?? '')?.[1] ?? [])[0];
}

/**
 * Reads the text. `linkDensity` is the share of the text inside links, from 0 to 1. It is low in an article, and high in a
 * list of articles. `printedByline` is the line that Readability takes for the byline.
 */
function readArticle(document: Document, baseUrl: string | undefined, facts: PageFacts) {
  const foreign = findForeignBylines(document);
  const article = new Readability<Node>(document, {
    serializer: (node) => node,
    keepClasses: true,
    allowedVideoRegex: PLAYER_ADDRESS,
  }).parse();
  const byline = foldSpace(article?.byline ?? '');
  const root = article?.content && isElement(article.content) ? article.content : undefined;
  const linked = [...(root?.querySelectorAll('a') ?? [])].map((link) => link.textContent ?? '').join('');
  const linkDensity = linked.length / (root?.textContent?.length || 1);
  const found = root ? nodeToBlocks(root, baseUrl) : [];
  const stated = linesToBlocks(facts.text ?? '', baseUrl);
  // A page with a paywall, or with a text that a script loads, may have the whole text only in its metadata.
  const body = countWords(stated) > 2 * countWords(found) ? stated : found;
  return { body, linkDensity, printedByline: foreign.has(byline) ? '' : byline };
}

/** Counts words. In writing systems without spaces, each character counts as a word. */
export function countWords(blocks: readonly DraftBlock[]): number {
  const text = blocks.flatMap(textsOf).join(' ');
  return (
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}]+/gu)?.length ?? 0
  );
}
