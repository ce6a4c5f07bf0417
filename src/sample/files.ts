import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { moment } from '../fields/field-types.js';
import { UnreadableDocument, type WritableDocument } from '../ingest/contract/format.js';
import { recordSchema } from '../ingest/contract/records.js';
import { markdownFormat } from '../ingest/markdown/format.js';
import { parseYaml } from '../ingest/markdown/front-matter.js';

const FOLDER = fileURLToPath(new URL('../../sample/', import.meta.url));

/** The files of records, with the kind of record in each. Items refer to the records before them. */
const BEFORE_ITEMS = {
  'sections.yaml': 'section',
  'regions.yaml': 'region',
  'authors.yaml': 'author',
  'tags.yaml': 'tag',
  'series.yaml': 'series',
  'navigation.yaml': 'navigation',
};
const AFTER_ITEMS = { 'collections.yaml': 'collection', 'ticker.yaml': 'breaking' };

const fields = z.record(z.string(), z.unknown());
const siteFile = z.object({ asOf: moment, site: fields, editions: z.array(fields) });
const recordFile = z.record(z.string(), z.array(fields));

/** The sample content, from the files in `sample/`. */
export interface Sample {
  /** The time for which the dates in the files were written. */
  readonly asOf: Date;
  /** The documents in the order in which they must be written. The last ones may still be being read. */
  readonly documents: readonly (WritableDocument | Promise<WritableDocument>)[];
}

export async function readSample(): Promise<Sample> {
  const { asOf, editions, site } = siteFile.parse(await readYaml('site.yaml'));
  const before = [
    toRecord('site', site),
    ...editions.map((edition, position) => toRecord('edition', { ...edition, position })),
    ...(await readRecords(BEFORE_ITEMS)),
  ];
  const after = await readRecords(AFTER_ITEMS);
  const items = await readItems();
  return { asOf, documents: [...before, ...items, ...after] };
}

async function readRecords(files: Readonly<Record<string, string>>): Promise<WritableDocument[]> {
  const records: WritableDocument[] = [];
  for (const [file, kind] of Object.entries(files)) {
    for (const [language, list] of Object.entries(recordFile.parse(await readYaml(file)))) {
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

/** Reads all Markdown files at the same time, but parses them one after the other. */
async function readItems(): Promise<Promise<WritableDocument>[]> {
  const names = (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  let last: Promise<unknown> = Promise.resolve();
  return names.map((name) => {
    const content = readFile(join(FOLDER, name));
    // The pause between two files lets the other steps of a start go on.
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
  throw new UnreadableDocument(`sample/${name}: it holds nothing`);
}
