import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { moment } from '../ingest/draft.js';
import { UnreadableDocument, type WritableDocument } from '../ingest/format.js';
import { parseYaml } from '../ingest/markdown/front-matter.js';
import { markdownFormat } from '../ingest/markdown.js';
import { recordSchema } from '../ingest/records.js';

const FOLDER = fileURLToPath(new URL('../../sample/', import.meta.url));

/** What each file has of each language, as records of a newsroom: first what items name, then what names items. */
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

/** Reads `sample/` in the order that it can be written, with each date moved by as much as `now` is after its `asOf`. */
export async function* readSample(now: Date): AsyncGenerator<WritableDocument> {
  const { asOf, editions, site } = siteFile.parse(await readYaml('site.yaml'));
  const move = (document: WritableDocument) => {
    moveDates(document, now.getTime() - asOf.getTime());
    return document;
  };
  yield toRecord('site', site);
  for (const [position, edition] of editions.entries()) yield toRecord('edition', { ...edition, position });
  yield* await readRecords(BEFORE_ITEMS);
  for await (const document of readItems()) yield move(document);
  for (const record of await readRecords(AFTER_ITEMS)) yield move(record);
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

async function* readItems(): AsyncGenerator<WritableDocument> {
  const names = await readdir(FOLDER, { recursive: true });
  for (const name of names.filter((each) => each.endsWith('.md')).sort()) {
    const path = join(FOLDER, name);
    const bytes = await readFile(path);
    const file = { path, size: bytes.length, bytes: async () => bytes };
    for await (const document of markdownFormat.read(file, { timeZone: 'UTC' })) {
      if (document.kind === 'failed' || document.kind === 'skipped') {
        throw new UnreadableDocument(`sample/${name}: ${document.reason}`);
      }
      yield document;
    }
  }
}

const HOUR_MS = 3_600_000;

/** Moves the dates in a value that was just read. Views are counted by the hour, so theirs stay at the beginning of one. */
function moveDates(value: unknown, by: number): void {
  if (value instanceof Date) value.setTime(value.getTime() + by);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      moveDates(part, by);
      if (name === 'hour' && part instanceof Date) part.setTime(Math.floor(part.getTime() / HOUR_MS) * HOUR_MS);
    }
  }
}
