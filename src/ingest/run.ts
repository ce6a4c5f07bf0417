import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { SetAside } from '../search/queue.js';
import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  type SourceFile,
  UnreadableDocument,
  type WritableDocument,
} from './contract/format.js';
import { BadDocument, OlderDocument } from './store/read-draft.js';
import type { WrittenItem } from './store/write-item.js';
import type { Writer } from './store/writer.js';

/** A file, and a place in it: `news.jsonl, line 5000`. */
export interface Place {
  readonly file: string;
  readonly place?: string | undefined;
}

/** The callbacks of an import. They are called for each document, in the order of the files. */
export interface ImportListener {
  /** Called with the number of bytes that have been read, and the number of bytes of all files. */
  readonly onProgress: (done: number, total: number) => void;
  readonly onItem: (where: Place, item: WrittenItem) => void;
  readonly onSkipped: (where: Place, reason: string) => void;
  readonly onFailed: (where: Place, reason: string) => void;
  /** Called for a stored item with links to items that do not exist. `missing` holds the source ids of these items. */
  readonly onDeadLinks: (sourceId: string, missing: readonly string[]) => void;
  /** Called for a stored item that could not be indexed for search, or related to items with similar texts. */
  readonly onSetAside?: (item: SetAside) => void;
}

export interface ImportRun {
  readonly format: ImportFormat;
  readonly options: ImportOptions;
  readonly writer: Writer;
  readonly listener: ImportListener;
  /** Stores all documents as drafts, except withdrawn documents. */
  readonly asDraft: boolean;
  /** Aborting this signal ends the import early. Documents that are already stored stay stored, and are counted. */
  readonly interruption?: AbortSignal;
}

/** The number of documents by outcome. `records` counts sections, authors, menus and so on. */
export const startSummary = () => ({ added: 0, updated: 0, unchanged: 0, records: 0, skipped: 0, failed: 0 });

export type ImportSummary = ReturnType<typeof startSummary>;

/** Imports files and folders. A failed document is reported, and the import goes on. `summary` is always up to date. */
export async function runImport(
  paths: readonly string[],
  run: ImportRun,
  summary = startSummary(),
): Promise<ImportSummary> {
  const files: SourceFile[] = [];
  for (const path of paths) {
    const found = await findFiles(path, run.format.extensions);
    const reason = `no file in it ends in ${run.format.extensions.join(', ')}`;
    for (const file of found.length > 0 ? found : [{ path, reason }]) {
      if ('reason' in file) report({ kind: 'failed', reason: file.reason }, { file: file.path }, run, summary);
      else files.push(file);
    }
  }
  const total = files.reduce((bytes, file) => bytes + file.size, 0);
  let done = 0;
  for (const file of files) {
    if (run.interruption?.aborted) break;
    await importFile(file, run, summary, (bytesRead) => run.listener.onProgress(done + bytesRead, total));
    done += file.size;
    run.listener.onProgress(done, total);
  }
  if (run.interruption?.aborted) return summary;
  const deadLinks = await run.writer.finish(run.listener.onSetAside);
  for (const { missing, sourceId } of deadLinks) run.listener.onDeadLinks(sourceId, missing);
  return summary;
}

/** Stores the documents of a file, several at once. Reports them in the order of the file. */
async function importFile(
  file: SourceFile,
  run: ImportRun,
  summary: ImportSummary,
  onRead: (bytes: number) => void,
): Promise<void> {
  const underWay: { where: Place; outcome: Promise<Outcome>; bytesRead: number | undefined }[] = [];
  const reportFirst = async () => {
    const first = underWay.shift();
    if (!first) return;
    report(await first.outcome, first.where, run, summary);
    if (first.bytesRead !== undefined) onRead(first.bytesRead);
  };
  for await (const document of readDocuments(file, run)) {
    if (run.interruption?.aborted) break;
    const { bytesRead, place } = document;
    underWay.push({ where: { file: file.path, place }, outcome: importDocument(document, run), bytesRead });
    if (underWay.length >= run.writer.capacity) await reportFirst();
  }
  while (underWay.length > 0) await reportFirst();
}

/** Reads the documents of a file. If the reader fails, its error becomes the last document, and the import goes on. */
async function* readDocuments(file: SourceFile, { format, options }: ImportRun): AsyncGenerator<ParsedDocument> {
  try {
    yield* format.read(file, options);
  } catch (error) {
    if (error instanceof UnreadableDocument) yield { kind: 'failed', reason: error.message, place: error.place };
    else yield { kind: 'failed', reason: describeFileError(error) ?? `the reader failed: ${String(error)}` };
  }
}

/** The result of importing a document. `broken` is a fault of Dateline or of the database. It ends the import. */
type Outcome =
  | { readonly kind: 'written'; readonly item: WrittenItem | null }
  | { readonly kind: 'failed' | 'skipped'; readonly reason: string }
  | { readonly kind: 'broken'; readonly error: unknown };

async function importDocument(document: ParsedDocument, run: ImportRun): Promise<Outcome> {
  if (document.kind === 'skipped' || document.kind === 'failed') return document;
  try {
    return { kind: 'written', item: await run.writer.write(run.asDraft ? toDraft(document) : document) };
  } catch (error) {
    if (error instanceof OlderDocument) return { kind: 'skipped', reason: error.message };
    return error instanceof BadDocument ? { kind: 'failed', reason: error.message } : { kind: 'broken', error };
  }
}

function report(outcome: Outcome, where: Place, run: ImportRun, summary: ImportSummary): void {
  const { interruption, listener } = run;
  switch (outcome.kind) {
    case 'written':
      summary[outcome.item?.outcome ?? 'records'] += 1;
      if (outcome.item) listener.onItem(where, outcome.item);
      break;
    case 'skipped':
    case 'failed':
      summary[outcome.kind] += 1;
      listener[outcome.kind === 'failed' ? 'onFailed' : 'onSkipped'](where, outcome.reason);
      break;
    case 'broken':
      // The interruption closed the connection, so the transaction was rolled back.
      if (interruption?.aborted) break;
      throw describeBreak(outcome.error, where);
  }
}

/** Makes an error with the place and the database's message. Drizzle's error has that message in its `cause`. */
function describeBreak(error: unknown, { file, place }: Place): Error {
  const fault = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = fault instanceof Error ? fault.message : String(fault);
  const where = place === undefined ? file : `${file}, ${place}`;
  return new Error(`the import ended at ${where}: ${message}`, { cause: error });
}

function toDraft(document: WritableDocument): WritableDocument {
  if (document.kind === 'record' || document.draft.status === 'WITHDRAWN') return document;
  return { ...document, draft: { ...document.draft, status: 'DRAFT' } };
}

type FoundFile = SourceFile | { readonly path: string; readonly reason: string };

/** Finds a file, or all files of a folder in the order of their names. An unreadable file has a `reason`. */
async function findFiles(path: string, extensions: readonly string[]): Promise<FoundFile[]> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return [{ path, size: found.size, bytes: () => readFile(path) }];
    const entries = await readdir(path, { withFileTypes: true });
    const wanted = entries.filter(
      (entry) => entry.isDirectory() || extensions.includes(extname(entry.name).toLowerCase()),
    );
    const inside: FoundFile[][] = [];
    for (const { name } of wanted.sort((a, b) => (a.name < b.name ? -1 : 1)))
      inside.push(await findFiles(join(path, name), extensions));
    return inside.flat();
  } catch (error) {
    const reason = describeFileError(error);
    if (reason === undefined) throw error;
    return [{ path, reason }];
  }
}

/** Describes an error of the file system, such as a missing permission. Returns undefined for any other error. */
function describeFileError(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'there is no such file or folder' : error.message;
}
