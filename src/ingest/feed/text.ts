import type { DraftBlock } from '../../body/blocks.js';
import { inlineText } from '../../body/inline-html.js';
import { htmlToBlocks, textToBlocks } from '../body/html-body.js';
import { textsOf } from '../body/text.js';
import { UnreadableDocument } from '../contract/format.js';
import { cutAtWord, escapeUnknownTags, foldSpace, isHtml } from '../text/plain.js';

/** A text of a feed. A bare string, whose kind is not declared, counts as HTML if it holds a tag or an entity of HTML. */
export type Markup = string | { readonly value: string; readonly kind: 'html' | 'text' };

export function markupToBlocks(markup: Markup | undefined, baseUrl: string | undefined): DraftBlock[] {
  const { kind, value } = readMarkup(markup);
  return kind === 'html' ? htmlToBlocks(value, baseUrl) : textToBlocks(value);
}

/** Turns a title or another single line into plain text. `List<String>` stays whole, because HTML has no such tag. */
export function lineToText(markup: Markup | undefined): string {
  const { kind, value } = readMarkup(markup);
  return kind === 'html' ? inlineText(escapeUnknownTags(value)) : foldSpace(value);
}

/** Returns all text of a body, in order. */
export function blocksToText(blocks: readonly DraftBlock[]): string {
  return foldSpace(blocks.flatMap(textsOf).join(' '));
}

/** Returns the title, or else the first words of the text. */
export function chooseHeadline(title: string, blocks: readonly DraftBlock[]): string {
  const headline = title || cutAtWord(blocksToText(blocks), 100);
  if (!headline) throw new UnreadableDocument('Neither a title nor any text.');
  return headline;
}

function readMarkup(markup: Markup = '') {
  return typeof markup === 'string' ? { value: markup, kind: isHtml(markup) ? 'html' : 'text' } : markup;
}
