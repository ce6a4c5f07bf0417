import type { DraftBlock } from '../../body/blocks.js';
import { inlineText } from '../../body/inline-html.js';
import { htmlToBlocks, textToBlocks } from '../body/html-body.js';
import { textsOf } from '../body/text.js';
import { escapeUnknownTags, foldSpace, isHtml } from '../text/plain.js';

/** Text as a document gives it: marked up, or to be taken letter by letter. */
export interface Markup {
  readonly value: string;
  readonly kind: 'html' | 'text';
}

/** The kind of text that has no declared type: HTML if a tag or an entity that HTML knows is in it. */
export function guessMarkup(value: string): Markup {
  return { value, kind: isHtml(value) ? 'html' : 'text' };
}

export function markupToBlocks(markup: Markup, baseUrl: string | undefined): DraftBlock[] {
  return markup.kind === 'html' ? htmlToBlocks(markup.value, baseUrl) : textToBlocks(markup.value);
}

/** A title or another single line as plain text. What only looks like a tag, as in `List<String>`, is kept. */
export function lineToText(markup: Markup): string {
  return markup.kind === 'html' ? inlineText(escapeUnknownTags(markup.value)) : foldSpace(markup.value);
}

/** All text of a body, in order. */
export function blocksToText(blocks: readonly DraftBlock[]): string {
  return foldSpace(blocks.flatMap(textsOf).join(' '));
}
