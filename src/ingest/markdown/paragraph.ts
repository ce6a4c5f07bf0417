import type { List, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { DraftBlock } from '../../body/blocks.js';
import type { Image } from '../../image/image.js';
import { makeEmbed, PLAYER_ADDRESS } from '../body/embed.js';
import { type Addresses, INLINE_TAG, toInlineHtml, toPlainText } from './inline.js';
import { isPicture, readCaption, readPicture, takeAttributes } from './picture.js';
import { readShortcode } from './shortcode.js';

/** The values that are needed to turn parts of a text into blocks. */
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

/** Removes a link around a picture, and keeps the picture. */
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

/** The scheme of a link to another item by its source id: `[The vote](item:sample:en-harbour-bridge)`. Its text is never shown. */
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

/** Reads a list that holds only links to other items. A paragraph before it that is all in bold is its title. */
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
