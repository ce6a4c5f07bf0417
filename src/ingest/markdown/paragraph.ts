import type { List, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { resolveUrl } from '../body/dom.js';
import { makeEmbed, PLAYER_ADDRESS } from '../body/embed.js';
import { type Addresses, INLINE_TAG, toInlineHtml, toPlainText } from './inline.js';
import { isPicture, readCaption, readPicture, splitCredit, takeAttributes } from './picture.js';

export interface BodyContext extends Addresses {
  readonly source: string;
  readonly readHtml: (html: string) => DraftBlock[];
}

/** Returns the blocks of a paragraph: its text and pictures, or an embed, or a link to another item. */
export function paragraphBlocks(paragraph: Paragraph, context: BodyContext): DraftBlock[] {
  const { children } = paragraph;
  const { end, start } = paragraph.position ?? {};
  const source = context.source.slice(start?.offset, end?.offset);
  const special = readEmbed(children) ?? readItemLink(children);
  if (special) return [special];
  const shortcode = source.length <= LONGEST_TAG ? readShortcode(source, context.baseUrl) : undefined;
  return shortcode ?? inlineBlocks(children.flatMap(withoutLinkAround), context);
}

const LONGEST_TAG = 2000;

/** Returns an embed for a paragraph that holds only the address of a post or a player. */
function readEmbed(children: readonly PhrasingContent[]): DraftBlock | undefined {
  const [only, ...others] = children;
  if (only?.type !== 'link' || others.length > 0 || !PLAYER_ADDRESS.test(only.url)) return undefined;
  const [text] = only.children;
  return text?.type === 'text' && text.value === only.url ? makeEmbed(only.url) : undefined;
}

function withoutLinkAround(node: PhrasingContent): PhrasingContent[] {
  return node.type === 'link' && node.children.some(isPicture) ? node.children : [node];
}

/** Splits a paragraph at its pictures, which are blocks of their own. */
function inlineBlocks(children: readonly PhrasingContent[], context: BodyContext): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  let run: PhrasingContent[] = [];
  let image: Image | undefined;
  const queue = [...children];
  for (let node = queue.shift(); node; node = queue.shift()) {
    if (!isPicture(node)) {
      run.push(node);
      continue;
    }
    blocks.push(...textBlocks(run, context));
    run = [];
    image = readPicture(node, takeAttributes(queue), context);
    if (image) blocks.push({ type: 'image', image });
  }
  const caption = readCaption(run);
  if (caption === undefined || image === undefined) return [...blocks, ...textBlocks(run, context)];
  return [...blocks.slice(0, -1), { type: 'image', image: { ...image, caption } }];
}

function textBlocks(nodes: readonly PhrasingContent[], context: BodyContext): DraftBlock[] {
  const html = toInlineHtml(nodes, context).trim();
  if (html === '') return [];
  return nodes.some(hasBlockHtml) ? context.readHtml(`<p>${html}</p>`) : [{ type: 'paragraph', html }];
}

function hasBlockHtml(node: PhrasingContent): boolean {
  if (node.type === 'html') return !INLINE_TAG.test(node.value) && !node.value.startsWith('<!--');
  return 'children' in node && node.children.some(hasBlockHtml);
}

/** The scheme of a link to another item by its source id: `[The vote](item:sample:en-vote)`. Its text is not used. */
const SCHEME = 'item:';

/** Reads a paragraph that ends in a link to another item. The words before the link are its prefix, such as "Read also:". */
function readItemLink(children: readonly PhrasingContent[]): DraftBlock | undefined {
  const article = sourceIdOf(children.at(-1));
  if (article === undefined) return undefined;
  const before = children.slice(0, -1);
  if (before.some((node) => node.type !== 'text')) return undefined;
  const prefix = toPlainText(before);
  return { type: 'articleLink', article, ...(prefix !== '' && { prefix }) };
}

/** Reads a list that holds only links to other items. If the paragraph before the list is all bold, it is the title. */
export function readItemList(
  list: List,
  before: RootContent | undefined,
): Extract<DraftBlock, { type: 'relatedNews' }> | undefined {
  const items = list.children.map(({ children: [only, ...others] }) =>
    only?.type === 'paragraph' && only.children.length + others.length === 1 ? sourceIdOf(only.children[0]) : undefined,
  );
  if (items.length === 0 || !items.every((item) => item !== undefined)) return undefined;
  const [title, ...more] = before?.type === 'paragraph' ? before.children : [];
  const isTitled = title?.type === 'strong' && more.length === 0;
  return { type: 'relatedNews', items, ...(isTitled && { title: toPlainText([title]) }) };
}

function sourceIdOf(node: PhrasingContent | undefined): string | undefined {
  if (node?.type !== 'link' || !node.url.startsWith(SCHEME)) return undefined;
  const text = node.url.slice(SCHEME.length);
  try {
    return decodeURIComponent(text) || undefined;
  } catch {
    return text;
  }
}

/** A paragraph that is only a tag of Hugo (`{{< youtube id >}}`) or Liquid (`{% youtube id %}`). */
const ONLY_TAG = /^(?:\{\{[<%]|\{%)\s*([\w-]+)\s*([^{}]*?)\s*\/?(?:[>%]\}\}|%\})$/s;
const ARGUMENT = /(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))/g;

/** For the name of a tag, a function that makes the address of a post or a player from the id in the tag. */
const SERVICES = new Map<string, (id: string, user?: string) => string>([
  ['youtube', (id) => `https://www.youtube.com/watch?v=${id}`],
  ['vimeo', (id) => `https://vimeo.com/${id}`],
  ['x', toPostAddress],
  ['tweet', toPostAddress],
  ['twitter', toPostAddress],
  ['instagram', (id) => `https://www.instagram.com/p/${id}/`],
]);

/** Returns the blocks of a paragraph that is only a tag. An unknown tag has no blocks. Returns undefined for any other text. */
function readShortcode(source: string, baseUrl?: string): DraftBlock[] | undefined {
  const [whole, name = '', rest = ''] = ONLY_TAG.exec(source.trim()) ?? [];
  if (whole === undefined) return undefined;
  const pairs = [...rest.matchAll(ARGUMENT)].map(([, key, ...values]) => ({ key, value: values.join('') }));
  const named = new Map(pairs.map(({ key, value }) => [key, value]));
  const first = pairs.find(({ key }) => key === undefined)?.value;
  if (name === 'figure') return readFigure(named, baseUrl);
  if (name === 'embed') return readAddress(first ?? named.get('url'));
  const id = named.get('id') ?? first ?? '';
  const toAddress = SERVICES.get(name);
  if (toAddress === undefined) return [];
  return /^[\w-]+$/.test(id) ? readAddress(toAddress(id, named.get('user'))) : readAddress(id);
}

function toPostAddress(id: string, user = 'i'): string {
  return `https://x.com/${user}/status/${id}`;
}

function readFigure(named: ReadonlyMap<string | undefined, string>, baseUrl: string | undefined): DraftBlock[] {
  const url = resolveUrl(named.get('src'), baseUrl);
  if (url === undefined) return [];
  const words = splitCredit(named.get('caption') ?? named.get('title') ?? '');
  const credit = named.get('attr');
  return [{ type: 'image', image: { url, altText: named.get('alt') ?? '', ...words, ...(credit && { credit }) } }];
}

function readAddress(address: string | undefined): DraftBlock[] {
  const url = resolveUrl(address);
  return url?.startsWith('http') ? [makeEmbed(url)] : [];
}

/** Replaces template tags in addresses, as in `]({{< ref "b.md" >}})`. Drops tags for the address of the site. */
export function expandAddresses(text: string): string {
  return text
    .replace(
      /\]\(\s*(?:\{\{[<%]\s*(?:rel)?ref|\{%-?\s*(?:link|post_url))\s+"?([^"\s<>]+)"?\s*(?:[>%]\}\}|-?%\})\s*\)/g,
      '](<$1>)',
    )
    .replace(/\{\{-?\s*site\.(?:base)?url\s*-?\}\}/g, '')
    .replace(/\{\{-?\s*["']([^"'{}]*)["']\s*\|\s*(?:relative_url|absolute_url|url)\s*-?\}\}/g, '$1');
}
