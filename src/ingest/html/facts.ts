import type { Image } from '../../image/image.js';
import type { ContentDraftInput } from '../contract/draft.js';
import type { KindFacts } from './kind.js';

export interface Writer {
  /** The text on the page. It may hold several names, or begin with "By". */
  name: string;
  isOrganisation: boolean;
}

export type Topic = NonNullable<ContentDraftInput['tags']>[number];

/** A time as the page writes it, and the name of the property with the time. */
export interface StatedTime {
  name: string;
  text: string;
}

type DraftFields = Pick<ContentDraftInput, 'audio' | 'byline' | 'dateline' | 'genre' | 'language' | 'section'>;

/** The facts about a page's article that are in one kind of markup: JSON-LD, microdata or meta tags. */
export interface PageFacts extends DraftFields {
  url?: string | undefined;
  headline?: string | undefined;
  /** Summaries, the most likely first. Some are cut short. */
  standfirsts: string[];
  writers: Writer[];
  /** Times of publication, the most likely first. */
  published: StatedTime[];
  modified: string[];
  topics: Topic[];
  images: Image[];
  /** Pictures that may be small, or may not be the main picture of the article. */
  thumbnails: Image[];
  publisher?: string | undefined;
  kind?: KindFacts | undefined;
  /** The whole text of the article, if the markup holds it. */
  text?: string | undefined;
}

export function noFacts(): PageFacts {
  return { standfirsts: [], writers: [], published: [], modified: [], topics: [], images: [], thumbnails: [] };
}

/** Merges facts. `all` begins with the most reliable. A field gets its first filled value; some lists are joined. */
export function mergeFacts(all: readonly PageFacts[]): PageFacts {
  const isFilled = (value: unknown) => value !== undefined && (!Array.isArray(value) || value.length > 0);
  const entries = all.toReversed().flatMap((facts) => Object.entries(facts));
  const first: PageFacts = { ...noFacts(), ...Object.fromEntries(entries.filter(([, value]) => isFilled(value))) };
  return {
    ...first,
    standfirsts: all.flatMap((facts) => facts.standfirsts),
    writers: first.writers.map((writer) => respell(writer, all)),
    published: all.flatMap((facts) => facts.published),
    modified: all.flatMap((facts) => facts.modified),
    images: all.flatMap((facts) => facts.images),
    thumbnails: all.flatMap((facts) => facts.thumbnails),
  };
}

/** Replaces a name in capitals by its usual spelling, if other markup has that spelling. */
function respell(writer: Writer, all: readonly PageFacts[]): Writer {
  const spellings = all.flatMap((facts) => facts.writers).filter(({ name }) => name !== name.toUpperCase());
  return spellings.find(({ name }) => name.toLowerCase() === writer.name.toLowerCase()) ?? writer;
}
