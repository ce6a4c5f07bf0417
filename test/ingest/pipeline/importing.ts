import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { ContentDraftInput } from '../../../src/ingest/contract/draft.js';
import { importFormats } from '../../../src/ingest/formats.js';
import { parseFieldMap } from '../../../src/ingest/jsonl/map.js';
import { type ImportSummary, type Place, runImport } from '../../../src/ingest/run.js';
import type { WrittenItem } from '../../../src/ingest/store/write-item.js';
import { openWriter } from '../../../src/ingest/store/writer.js';
import type { TestDatabase } from '../../support/database.js';
import { NOW } from '../../support/names.js';

/** The report of an import. In a line of the report, PLACE is `FILE` or `FILE, PLACE IN THE FILE`. */
export interface ImportResult {
  readonly summary: ImportSummary;
  readonly articles: WrittenItem[];
  /** A line `PLACE: REASON` for each document that failed. */
  readonly failed: string[];
  readonly skipped: string[];
  /** A line `SOURCE ID: MISSING SOURCE IDS` for each item with missing links. */
  readonly unlinked: string[];
}

interface Options {
  readonly language?: string;
  readonly asDraft?: boolean;
  /** The command's option `--dry-run`. */
  readonly isRehearsal?: boolean;
  /** The command's option `--map`. */
  readonly map?: string;
}

interface FolderOptions extends Options {
  /** The paths to import. Without them, the whole folder is imported. */
  readonly paths?: readonly string[];
  /** Makes files larger than their content, without using disk space. */
  readonly grownTo?: Readonly<Record<string, number>>;
}

/** Files by their names: text or bytes, or an object that is written as JSON. */
export type Files = Readonly<Record<string, string | Buffer | object>>;

/** Writes files to a new folder, imports them as the command does, and deletes the folder. */
export async function importFiles(
  database: TestDatabase,
  format: string,
  files: Files,
  { grownTo = {}, paths = ['.'], ...options }: FolderOptions = {},
): Promise<ImportResult> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-import-'));
  try {
    for (const [name, content] of Object.entries(files)) await writeInto(join(folder, name), content);
    for (const [name, size] of Object.entries(grownTo)) await truncate(join(folder, name), size);
    return await importFolder(database, format, folder, paths, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Imports paths of a folder. The report has file names relative to the folder. */
export async function importFolder(
  { pool }: TestDatabase,
  formatName: string,
  folder: string,
  paths: readonly string[],
  { asDraft = false, isRehearsal = false, language = 'en', map }: Options = {},
): Promise<ImportResult> {
  const format = await importFormats.get(formatName)?.load(map === undefined ? undefined : parseFieldMap(map));
  if (!format) throw new Error(`there is no format ${formatName}`);
  const result: Omit<ImportResult, 'summary'> = { articles: [], failed: [], skipped: [], unlinked: [] };
  const nameOf = ({ file, place }: Place) =>
    [relative(folder, file) || '.', ...(place === undefined ? [] : [place])].join(', ');
  const settings = { siteLanguage: 'en', language, editions: new Set<string>(), now: NOW };
  const writer = await openWriter(pool, settings, isRehearsal);
  try {
    const summary = await runImport(
      paths.map((path) => join(folder, path)),
      {
        format,
        options: { language, timeZone: 'UTC' },
        writer,
        asDraft,
        listener: {
          onProgress: () => {},
          onItem: (_where, article) => result.articles.push(article),
          onFailed: (where, reason) => result.failed.push(`${nameOf(where)}: ${reason}`),
          onSkipped: (where, reason) => result.skipped.push(`${nameOf(where)}: ${reason}`),
          onDeadLinks: (sourceId, missing) => result.unlinked.push(`${sourceId}: ${missing.join(', ')}`),
        },
      },
    );
    return { ...result, summary };
  } finally {
    writer.close();
  }
}

/** Writes a line of an export, with an article. */
export function line(draft: Partial<ContentDraftInput> & { headline: string }): string {
  return `${JSON.stringify({ record: 'article', sourceId: `test:${draft.headline}`, ...draft })}\n`;
}

async function writeInto(path: string, content: string | Buffer | object): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const isWritten = typeof content === 'string' || Buffer.isBuffer(content);
  await writeFile(path, isWritten ? content : JSON.stringify(content));
}
