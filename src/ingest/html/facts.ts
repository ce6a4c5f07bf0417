import type { TAG_KINDS } from '../../fields/item-fields.js';
import type { Image } from '../../image/image.js';
import type { GENRES } from '../../item/content-kinds.js';
import type { KindFacts } from './kind.js';

export interface Writer {
  /** As the page gives it: maybe several names, maybe "By …". */
  name: string;
  isOrganisation: boolean;
}

export interface Topic {
  name: string;
  kind: (typeof TAG_KINDS)[number];
}

export interface Section {
  name: string;
  parent?: { name: string };
}

/** A time as it is written, and the property that gives it. */
export interface StatedTime {
  name: string;
  text: string;
}

/** What one kind of markup says of the article that a page shows: JSON-LD, microdata, meta tags. */
export interface PageFacts {
  url?: string | undefined;
  headline?: string | undefined;
  /** Summaries, likeliest first: some are cut short. */
  standfirsts: string[];
  /** As printed. */
  byline?: string | undefined;
  writers: Writer[];
  /** Times as they are written, likeliest first. */
  published: StatedTime[];
  modified: string[];
  language?: string | undefined;
  section?: Section | undefined;
  topics: Topic[];
  images: Image[];
  /** Pictures that may be small, or another than the one on top. */
  thumbnails: Image[];
  audio?: { url: string; durationSeconds?: number } | undefined;
  publisher?: string | undefined;
  genre?: (typeof GENRES)[number] | undefined;
  dateline?: string | undefined;
  /** What the page's main thing is, where that isn't an article. */
  kind?: KindFacts | undefined;
  /** The whole text, as data for machines. */
  text?: string | undefined;
}

/** Facts that say nothing. */
export function noFacts(): PageFacts {
  return { standfirsts: [], writers: [], published: [], modified: [], topics: [], images: [], thumbnails: [] };
}

/** The first non-empty answer to each question, and every time that is given. */
export function mergeFacts(all: readonly PageFacts[]): PageFacts {
  const first = <Key extends keyof PageFacts>(key: Key): PageFacts[Key] | undefined =>
    all.map((facts) => facts[key]).find((value) => value !== undefined && (!Array.isArray(value) || value.length > 0));
  return {
    url: first('url'),
    headline: first('headline'),
    standfirsts: all.flatMap((facts) => facts.standfirsts),
    byline: first('byline'),
    writers: (first('writers') ?? []).map((writer) => respell(writer, all)),
    published: all.flatMap((facts) => facts.published),
    modified: all.flatMap((facts) => facts.modified),
    language: first('language'),
    section: first('section'),
    topics: first('topics') ?? [],
    images: all.flatMap((facts) => facts.images),
    thumbnails: all.flatMap((facts) => facts.thumbnails),
    audio: first('audio'),
    publisher: first('publisher'),
    genre: first('genre'),
    dateline: first('dateline'),
    kind: first('kind'),
    text: first('text'),
  };
}

/** A name in capitals is a page's style: another place has it as it is written. */
function respell(writer: Writer, all: readonly PageFacts[]): Writer {
  const spellings = all.flatMap((facts) => facts.writers).filter(({ name }) => name !== name.toUpperCase());
  return spellings.find(({ name }) => name.toLowerCase() === writer.name.toLowerCase()) ?? writer;
}
