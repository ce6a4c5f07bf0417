import type { DraftBlock } from '../../body/blocks.js';
import { inlineText } from '../../body/inline-html.js';
import type { Image } from '../../image/image.js';
import { htmlToBlocks, textToBlocks } from '../body/html-body.js';
import type { Playback } from '../body/player.js';
import type { ContentDraftInput } from '../contract/draft.js';
import { escapeUnknownTags, foldSpace, isHtml } from '../text/plain.js';

/** A text of a feed. A string without a declared kind counts as HTML if it holds an HTML tag or an entity. */
export type Markup = string | { readonly value: string; readonly kind: 'html' | 'text' };

/** An entry of any kind of feed, with its fields as the feed writes them. */
export interface FeedItem {
  readonly id: string | undefined;
  readonly link: string | undefined;
  readonly title: Markup | undefined;
  readonly content: Markup | undefined;
  readonly summary: Markup | undefined;
  /** Names, e-mail addresses or both. */
  readonly creators: readonly string[];
  readonly categories: readonly FeedCategory[];
  readonly section?: string | undefined;
  readonly published: DatedField | undefined;
  readonly updated: DatedField | undefined;
  readonly images: readonly ImageCandidate[];
  readonly audio?: ContentDraftInput['audio'];
  /** The files or the player of a video. Undefined for an entry without a video. */
  readonly video: Playback | undefined;
  /** Language tags: first the tags of the entry, then the tags of the feed. */
  readonly languages: readonly (string | undefined)[];
  readonly sources: readonly { readonly name: string | undefined; readonly url: string | undefined }[];
}

export interface FeedCategory {
  readonly name: string | undefined;
  /** The taxonomy that the category belongs to: RSS `domain`, Atom `scheme`. */
  readonly taxonomy?: string | undefined;
}

/** A date with the name of its field. Errors state the name, so that the user can find the date in the file. */
export interface DatedField {
  readonly field: string;
  readonly text: string;
}

export interface ImageCandidate extends Omit<Image, 'altText'> {
  readonly role: 'picture' | 'thumbnail';
}

/** Returns the first of the fields that has a text. */
export function firstDated(...fields: [field: string, text: string | undefined][]): DatedField | undefined {
  return fields.map(([field, text = '']) => ({ field, text: text.trim() })).find(({ text }) => text !== '');
}

export function markupToBlocks(markup: Markup | undefined, baseUrl: string | undefined): DraftBlock[] {
  const { kind, value } = readMarkup(markup);
  return kind === 'html' ? htmlToBlocks(value, baseUrl) : textToBlocks(value);
}

/** Turns a title or another single line into plain text. `List<String>` stays whole, because HTML has no such tag. */
export function lineToText(markup: Markup | undefined): string {
  const { kind, value } = readMarkup(markup);
  return kind === 'html' ? inlineText(escapeUnknownTags(value)) : foldSpace(value);
}

function readMarkup(markup: Markup = '') {
  return typeof markup === 'string' ? { value: markup, kind: isHtml(markup) ? 'html' : 'text' } : markup;
}
