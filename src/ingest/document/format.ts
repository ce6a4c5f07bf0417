import type { ContentDraftInput } from './draft.js';
import type { NewsroomRecord } from './records.js';

/** What a format reads: one file, whose bytes are fetched only when they are asked for. */
export interface SourceFile {
  readonly path: string;
  readonly size: number;
  /** The whole file. Formats that read line by line use `path` instead. */
  readonly bytes: () => Promise<Buffer>;
}

export interface ImportOptions {
  /** For documents that don't say their language, BCP 47. */
  readonly language?: string | undefined;
  /** IANA zone for times without one. */
  readonly timeZone: string;
}

/**
 * One document of a file: read, unreadable, or not content. A `record` is a part of a newsroom that isn't an article: a
 * section, a page, a menu.
 */
export type ParsedDocument = DocumentPlace &
  (
    | { readonly kind: 'draft'; readonly draft: ContentDraftInput }
    | { readonly kind: 'record'; readonly record: NewsroomRecord }
    | { readonly kind: 'failed'; readonly reason: string }
    | { readonly kind: 'skipped'; readonly reason: string }
  );

/** A document that can be stored. */
export type WritableDocument = Extract<ParsedDocument, { kind: 'draft' | 'record' }>;

interface DocumentPlace {
  /** Where in the file: "line 5000", "item 3". */
  readonly place?: string;
  /** Bytes of the file up to its end, for a file that is long to read. */
  readonly bytesRead?: number;
}

/**
 * A document format. It yields a `failed` document for what can't be read and goes on where the format allows;
 * it throws an `UnreadableDocument` when nothing of the file can be read.
 */
export interface ImportFormat {
  /** Endings of the files that a folder is searched for, with the dot. */
  readonly extensions: readonly string[];
  readonly read: (file: SourceFile, options: ImportOptions) => AsyncIterable<ParsedDocument>;
}

/** A file, or one document in it, can't be read: the message says why and what to do. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
  readonly place: string | undefined;
  constructor(message: string, place?: string) {
    super(message);
    this.place = place;
  }
}

/** A document, or why it can't be read: what is wrong with one doesn't keep out the others. */
export function tryDocument(read: () => ParsedDocument): ParsedDocument {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableDocument) return { kind: 'failed', reason: error.message };
    throw error;
  }
}

/** Refuses a file that is too large to be held in memory; `advice` says what to do with it. */
export function refuseOver(megabytes: number, file: SourceFile, advice: string): void {
  const size = Math.ceil(file.size / 2 ** 20);
  if (size > megabytes) throw new UnreadableDocument(`${size} MB, and at most ${megabytes} MB are read: ${advice}`);
}
