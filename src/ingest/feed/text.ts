import { inlineText } from '../../content/inline-html.js';
import { htmlToBlocks, textToBlocks } from '../body/html-body.js';
import type { DraftBlock } from '../draft.js';

/** Text as a document gives it: marked up, or to be taken letter by letter. */
export interface Markup {
  readonly value: string;
  readonly kind: 'html' | 'text';
}

/** The kind of text that has no declared type: HTML if a tag or an entity that HTML knows is in it. */
export function guessMarkup(value: string): Markup {
  return { value, kind: TAG.test(value) || ENTITY.test(value) ? 'html' : 'text' };
}

export function markupToBlocks(markup: Markup, baseUrl: string | undefined): DraftBlock[] {
  return markup.kind === 'html' ? htmlToBlocks(markup.value, baseUrl) : textToBlocks(markup.value);
}

/** A title or another single line as plain text. What only looks like a tag, as in `List<String>`, is kept. */
export function lineToText(markup: Markup): string {
  if (markup.kind === 'text') {
    return foldSpace(markup.value);
  }
  return inlineText(markup.value.replace(/<(?!\/?[a-z])/gi, '&lt;').replace(UNKNOWN_TAG, '&lt;'));
}

/** All text of a body, in order. */
export function blocksToText(blocks: readonly DraftBlock[]): string {
  return foldSpace(blocks.map(blockToText).join(' '));
}

/** The first words, at most `length` characters with the ellipsis. */
export function cutAtWord(text: string, length: number): string {
  if (text.length <= length) {
    return text;
  }
  const space = text.slice(0, length).search(/\s\S*$/);
  const words = text.slice(0, space > 0 ? space : length - 1);
  return `${words.toWellFormed().replace(/[\s.,;:–—-]+$/, '')}…`;
}

export function foldSpace(text: string): string {
  return text.toWellFormed().replaceAll('\0', '').replace(/\s+/g, ' ').trim();
}

const TAG_NAMES =
  'a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|br|center|cite|code|dd|del|dfn|div|dl|dt|em|' +
  'embed|figcaption|figure|font|footer|h[1-6]|header|hr|i|iframe|img|ins|kbd|li|mark|nobr|object|ol|p|picture|pre|q|s|' +
  'samp|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|time|tr|tt|u|ul|var|video|wbr';
const TAG = new RegExp(`</?(?:${TAG_NAMES})(?:\\s[^<>]*)?/?>`, 'i');
const UNKNOWN_TAG = new RegExp(`<(?!/?(?:${TAG_NAMES})(?:\\s[^<>]*)?/?>)`, 'gi');
const ENTITY = /&(?:#\d{2,7}|#x[\da-f]{2,6}|[a-z][a-z\d]{1,30});/i;

function blockToText(block: DraftBlock): string {
  switch (block.type) {
    case 'paragraph':
      return inlineText(block.html);
    case 'heading':
    case 'quote':
      return block.text;
    case 'list':
      return block.listItems.join(' ');
    default:
      return '';
  }
}
