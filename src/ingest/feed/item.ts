import type { Playback } from '../body/player.js';
import type { ContentDraftInput } from '../document/draft.js';
import type { Markup } from './text.js';

/** An entry of any kind of feed, with its fields as they were written. */
export interface FeedItem {
  readonly id: string | undefined;
  readonly link: string | undefined;
  readonly title: Markup | undefined;
  readonly content: Markup | undefined;
  readonly summary: Markup | undefined;
  /** Names, e-mail addresses or both, as printed. */
  readonly creators: readonly string[];
  readonly categories: readonly FeedCategory[];
  readonly section: string | undefined;
  readonly published: DatedField | undefined;
  readonly updated: DatedField | undefined;
  readonly images: readonly ImageCandidate[];
  readonly audio: ContentDraftInput['audio'];
  /** What it is played with, when it is a video. */
  readonly video: Playback | undefined;
  readonly languages: readonly (string | undefined)[];
  readonly sources: readonly { readonly name: string | undefined; readonly url: string | undefined }[];
}

export interface FeedCategory {
  readonly name: string | undefined;
  /** The taxonomy that it belongs to, if named: RSS `domain`, Atom `scheme`. */
  readonly taxonomy: string | undefined;
}

/** A date with the name of its field, so that an unreadable one can be found in the file. */
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

/** The first of the fields that is present. */
export function firstDated(...fields: [field: string, text: string | undefined][]): DatedField | undefined {
  for (const [field, text] of fields) {
    if (text?.trim()) {
      return { field, text: text.trim() };
    }
  }
  return undefined;
}
