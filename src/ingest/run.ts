import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  type SourceFile,
  UnreadableDocument,
  type WritableDocument,
} from './document/format.js';
import { BadDocument } from './store/bad-document.js';
import type { WrittenItem } from './store/write-item.js';
import type { Writer } from './store/writer.js';

/** Where in which file something is: `news.jsonl, line 5000`. */
export interface Place {
  readonly file: string;
  readonly place: string | undefined;
}

/** Hears of each document as it is done. */
export interface ImportListener {
  /** Bytes of the files that were read, and of all that are known. */
  readonly onProgress: (done: number, total: number) => void;
  readonly onItem: (where: Place, article: WrittenItem) => void;
  readonly onSkipped: (where: Place, reason: string) => void;
  readonly onFailed: (where: Place, reason: string) => void;
  /** An article is in, but the source ids that it names lead nowhere. */
  readonly onDeadLinks: (sourceId: string, missing: readonly string[]) => void;
}

export interface ImportSummary {
  added: number;
  updated: number;
  unchanged: number;
  /** Sections, authors, menus and the like. */
  records: number;
  skipped: number;
  failed: number;
}

export interface ImportRun {
  readonly format: ImportFormat;
  readonly options: ImportOptions;
  readonly writer: Writer;
  readonly listener: ImportListener;
  /** Stores what would be published as drafts. */
  readonly asDraft: boolean;
  /** Ends the import where it stands: what is stored stays, and is counted. */
  readonly interruption?: AbortSignal;
}

/** Counts of nothing yet. */
export function startSummary(): ImportSummary {
  return { added: 0, updated: 0, unchanged: 0, records: 0, skipped: 0, failed: 0 };
}

/**
 * Reads files, and folders with all below them, and stores what is in them. What fails is reported; the rest goes in. The
 * summary counts while it runs.
 */
export async function runImport(
  paths: readonly string[],
  run: ImportRun,
  summary = startSummary(),
): Promise<ImportSummary> {
  const files: SourceFile[] = [];
  for (const path of paths) {
    let found = 0;
    for await (const file of findFiles(path, run.format.extensions)) {
      found += 1;
      if ('reason' in file) reportFile(file.path, file.reason, run, summary);
      else files.push(file);
    }
    if (found === 0) reportFile(path, `no file in it ends in ${run.format.extensions.join(', ')}`, run, summary);
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
  for (const { missing, sourceId } of await run.writer.finish()) run.listener.onDeadLinks(sourceId, missing);
  return summary;
}

/** Keeps as many documents under way as the writer takes, and reports them in the order of the file. */
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

/** The documents of a file; what keeps more of it from being read is the last of them, as one that failed. */
async function* readDocuments(file: SourceFile, { format, options }: ImportRun): AsyncGenerator<ParsedDocument> {
  try {
    yield* format.read(file, options);
  } catch (error) {
    const { place, reason } = describeFault(error);
    yield { kind: 'failed', reason, ...(place !== undefined && { place }) };
  }
}

/** What became of a document. `broken` is a fault of ours or of the database, which ends the import. */
type Outcome =
  | { readonly kind: 'written'; readonly article: WrittenItem | null }
  | { readonly kind: 'failed' | 'skipped'; readonly reason: string }
  | { readonly kind: 'broken'; readonly error: unknown };

async function importDocument(document: ParsedDocument, run: ImportRun): Promise<Outcome> {
  if (document.kind === 'skipped' || document.kind === 'failed') return document;
  try {
    return { kind: 'written', article: await run.writer.write(run.asDraft ? toDraft(document) : document) };
  } catch (error) {
    return error instanceof BadDocument ? { kind: 'failed', reason: error.message } : { kind: 'broken', error };
  }
}

function report(outcome: Outcome, where: Place, run: ImportRun, summary: ImportSummary): void {
  const { interruption, listener } = run;
  switch (outcome.kind) {
    case 'written':
      summary[outcome.article?.outcome ?? 'records'] += 1;
      if (outcome.article) listener.onItem(where, outcome.article);
      break;
    case 'skipped':
      summary.skipped += 1;
      listener.onSkipped(where, outcome.reason);
      break;
    case 'failed':
      summary.failed += 1;
      listener.onFailed(where, outcome.reason);
      break;
    case 'broken':
      // Its connection was cut: its transaction left nothing.
      if (interruption?.aborted) break;
      throw describeBreak(outcome.error, where);
  }
}

/** Drizzle's own message is the statement; what the database says is below it. */
function describeBreak(error: unknown, { file, place }: Place): Error {
  const fault = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = fault instanceof Error ? fault.message : String(fault);
  const where = place === undefined ? file : `${file}, ${place}`;
  return new Error(`the import ended at ${where}: ${message}`, { cause: error });
}

function toDraft(document: WritableDocument): WritableDocument {
  const isPublished = document.kind === 'draft' && document.draft.status !== 'WITHDRAWN';
  return isPublished ? { ...document, draft: { ...document.draft, status: 'DRAFT' as const } } : document;
}

function reportFile(file: string, reason: string, run: ImportRun, summary: ImportSummary): void {
  report({ kind: 'failed', reason }, { file, place: undefined }, run, summary);
}

/** Why no more of a file can be read. A parser that breaks on one must not keep out the files after it. */
function describeFault(error: unknown): { readonly place: string | undefined; readonly reason: string } {
  if (error instanceof UnreadableDocument) return { place: error.place, reason: error.message };
  return { place: undefined, reason: describeFileError(error) ?? `it broke the reader: ${String(error)}` };
}

type FileOrFault = SourceFile | { readonly path: string; readonly reason: string };

/** The file, or the files of a folder and of those in it, in the order of their names. */
async function* findFiles(path: string, extensions: readonly string[]): AsyncGenerator<FileOrFault> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return yield { path, size: found.size, bytes: () => readFile(path) };
    const entries = await readdir(path, { withFileTypes: true });
    const wanted = entries.filter(
      (entry) => entry.isDirectory() || extensions.includes(extname(entry.name).toLowerCase()),
    );
    for (const { name } of wanted.sort((a, b) => (a.name < b.name ? -1 : 1)))
      yield* findFiles(join(path, name), extensions);
  } catch (error) {
    const reason = describeFileError(error);
    if (reason === undefined) throw error;
    yield { path, reason };
  }
}

/** What the file system says (no permission, a folder in the place of a file); undefined for another error. */
function describeFileError(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'there is no such file or folder' : error.message;
}
