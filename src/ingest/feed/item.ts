import type { Playback } from '../body/player.js';
import type { ContentDraftInput } from '../contract/draft.js';
import type { Markup } from './text.js';

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
  /** The files or the player of a video. It is undefined for an entry without a video. */
  readonly video: Playback | undefined;
  /** Language tags. Those of the entry precede those of the feed. */
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

export interface ImageCandidate {
  readonly url: string;
  readonly role: 'picture' | 'thumbnail';
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly caption?: string | undefined;
  readonly credit?: string | undefined;
}

/** Returns the first of the fields that has a text. */
export function firstDated(...fields: [field: string, text: string | undefined][]): DatedField | undefined {
  return fields.map(([field, text = '']) => ({ field, text: text.trim() })).find(({ text }) => text !== '');
}
