import type { ContentDraftInput } from './draft.js';
import type { NewsroomRecord } from './records.js';

/** A file to import. Its bytes are read only on demand. */
export interface SourceFile {
  readonly path: string;
  readonly size: number;
  /** The whole file. Formats that read line by line use `path` instead. */
  readonly bytes: () => Promise<Buffer>;
}

export interface ImportOptions {
  /** The language (BCP 47) of documents that state none. */
  readonly language?: string | undefined;
  /** The IANA time zone of times without a zone. */
  readonly timeZone: string;
}

/**
 * One document of a file. A `draft` becomes an item. A `record` is another part of the site, such as a section. A `failed`
 * document can't be read. A `skipped` document isn't content.
 */
export type ParsedDocument = {
  /** The place of the document in the file: "line 5000", "item 3". */
  readonly place?: string | undefined;
  /** The number of bytes from the start of the file to the end of the document. Only formats that read large files state it. */
  readonly bytesRead?: number;
} & (
  | { readonly kind: 'draft'; readonly draft: ContentDraftInput }
  | { readonly kind: 'record'; readonly record: NewsroomRecord }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'skipped'; readonly reason: string }
);

/** A document that can be stored. */
export type WritableDocument = Extract<ParsedDocument, { kind: 'draft' | 'record' }>;

/**
 * A document format. `read` yields a `failed` document for each document that can't be read. It throws an
 * `UnreadableDocument` if the rest of the file can't be read either.
 */
export interface ImportFormat {
  /** File name extensions, with the dot. Other files in a folder are ignored. */
  readonly extensions: readonly string[];
  readonly read: (file: SourceFile, options: ImportOptions) => AsyncIterable<ParsedDocument>;
}

/** The error for a file, or for one document in a file, that can't be read. The message says why and what to do. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
  readonly place: string | undefined;
  constructor(message: string, place?: string) {
    super(message);
    this.place = place;
  }
}

/** Reads a document. An unreadable document becomes a `failed` document, so that the rest of the file is read. */
export function tryDocument(read: () => ParsedDocument): ParsedDocument {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableDocument) return { kind: 'failed', reason: error.message };
    throw error;
  }
}

/** Refuses a file that is too large for memory. `advice` tells the user what to do. */
export function refuseOver(megabytes: number, file: SourceFile, advice: string): void {
  const size = Math.ceil(file.size / 2 ** 20);
  if (size > megabytes) throw new UnreadableDocument(`${size} MB, and at most ${megabytes} MB are read: ${advice}`);
}
