import type { Paragraph, PhrasingContent } from 'mdast';
import type { DraftBlock } from '../../body/blocks.js';
import { makeEmbed, PLAYER_ADDRESS } from '../body/embed.js';
import { type Addresses, INLINE_TAG, toInlineHtml } from './inline.js';
import { readItemLink } from './item-link.js';
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
  let last: DraftBlock | undefined;
  const queue = [...children];
  for (let node = queue.shift(); node; node = queue.shift()) {
    if (!isPicture(node)) {
      run.push(node);
      continue;
    }
    blocks.push(...textBlocks(run, context));
    run = [];
    last = readPicture(node, takeAttributes(queue), context);
    if (last) blocks.push(last);
  }
  const caption = last ? readCaption(run) : undefined;
  if (caption === undefined || last?.type !== 'image') return [...blocks, ...textBlocks(run, context)];
  return [...blocks.slice(0, -1), { ...last, image: { ...last.image, caption } }];
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
