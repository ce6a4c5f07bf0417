import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { z } from 'zod';
import { moment } from '../fields/field-types.js';
import { UnreadableDocument, type WritableDocument } from '../ingest/contract/format.js';
import { recordSchema } from '../ingest/contract/records.js';
import { markdownFormat } from '../ingest/markdown/format.js';
import { parseYaml } from '../ingest/markdown/front-matter.js';
import { openWriter } from '../ingest/store/writer.js';

const HOUR_MS = 3_600_000;

/** Stores the sample newsroom like an import. Its dates are moved from `asOf` to `now`. Returns the number of items. */
export async function loadSample(pool: pg.Pool, now: Date, sample?: Sample): Promise<number> {
  const { asOf, documents } = sample ?? (await readSample());
  const writer = await openWriter(pool, { siteLanguage: 'en', language: 'en', editions: new Set(), now });
  try {
    const underWay: ReturnType<typeof writer.write>[] = [];
    for await (const document of documents) {
      moveDates(document, now.getTime() - asOf.getTime());
      const written = writer.write(document);
      // The error is not lost: it is thrown below, where all documents are awaited.
      written.catch(() => {});
      underWay.push(written);
    }
    const written = await Promise.all(underWay);
    const [deadLink] = await writer.finish();
    if (deadLink)
      throw new Error(
        `the sample item ${deadLink.sourceId} links to items that do not exist: ${deadLink.missing.join(', ')}`,
      );
    return written.filter((item) => item !== null).length;
  } finally {
    writer.close();
  }
}

/** Moves each date within a value, in place. A date in a field `hour` of views is rounded down to the hour. */
export function moveDates(value: unknown, by: number): void {
  if (value instanceof Date) value.setTime(value.getTime() + by);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      moveDates(part, by);
      if (name === 'hour' && part instanceof Date) part.setTime(Math.floor(part.getTime() / HOUR_MS) * HOUR_MS);
    }
  }
}

const FOLDER = fileURLToPath(new URL('../../sample/', import.meta.url));

/** The kind of record in each file. Items refer to these records. */
const BEFORE_ITEMS = {
  sections: 'section',
  regions: 'region',
  authors: 'author',
  tags: 'tag',
  series: 'series',
  navigation: 'navigation',
};
const AFTER_ITEMS = { collections: 'collection', ticker: 'breaking' };

const fields = z.record(z.string(), z.unknown());
const siteFile = z.object({ asOf: moment, site: fields, editions: z.array(fields) });
const recordFile = z.record(z.string(), z.array(fields));

export type Sample = Awaited<ReturnType<typeof readSample>>;

/**
 * Reads the files in `sample/`. Returns the documents in the order in which they must be stored. Items are promises,
 * because their files may still be being read. The dates in the files were written for the time `asOf`.
 */
export async function readSample() {
  const { asOf, editions, site } = siteFile.parse(await readYaml('site.yaml'));
  const before = [
    toRecord('site', site),
    ...editions.map((edition, position) => toRecord('edition', { ...edition, position })),
    ...(await readRecords(BEFORE_ITEMS)),
  ];
  const after = await readRecords(AFTER_ITEMS);
  const items = await readItems(String(site.language));
  return { asOf, documents: [...before, ...items, ...after] };
}

async function readRecords(files: Readonly<Record<string, string>>): Promise<WritableDocument[]> {
  const records: WritableDocument[] = [];
  for (const [file, kind] of Object.entries(files)) {
    for (const [language, list] of Object.entries(recordFile.parse(await readYaml(`${file}.yaml`)))) {
      records.push(...list.map((record, position) => toRecord(kind, { language, position, ...record })));
    }
  }
  return records;
}

async function readYaml(file: string): Promise<unknown> {
  return parseYaml(await readFile(join(FOLDER, file), 'utf8'));
}

function toRecord(record: string, rest: object): WritableDocument {
  return { kind: 'record', record: recordSchema.parse({ ...rest, record }) };
}

/** Reads all Markdown files. The items of the site's language come first, because their translations name them. */
async function readItems(language: string): Promise<Promise<WritableDocument>[]> {
  const all = (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  const isOriginal = (name: string) => name.startsWith(language + sep);
  const names = [...all.filter(isOriginal), ...all.filter((name) => !isOriginal(name))];
  let last: Promise<unknown> = Promise.resolve();
  return names.map((name) => {
    const content = readFile(join(FOLDER, name));
    // The pause between two files gives other steps of the start time to run.
    const item = Promise.all([content, last.then(() => pause())]).then(([bytes]) => readItem(name, bytes));
    // An error is not lost: it is thrown where the item is awaited.
    last = item.catch(() => {});
    return item;
  });
}

async function readItem(name: string, content: Buffer): Promise<WritableDocument> {
  const file = { path: join(FOLDER, name), size: content.length, bytes: async () => content };
  for await (const document of markdownFormat.read(file, { timeZone: 'UTC' })) {
    if (document.kind === 'draft' || document.kind === 'record') return document;
    throw new UnreadableDocument(`sample/${name}: ${document.reason}`);
  }
  throw new UnreadableDocument(`sample/${name}: the file holds no document`);
}
