import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { importFormats } from '../../src/ingest/formats.js';
import { useDatabase } from '../support/database.js';
import { importFiles } from './pipeline/importing.js';

const database = useDatabase();
/** A document of each format that an importer can recognise. */
const DOCUMENTS = { html: 'article.html', feed: 'feed.xml', wxr: 'wordpress.xml', markdown: 'article.md' } as const;
const EXTENSIONS: Readonly<Record<string, string>> = { jsonl: 'jsonl', ninjs: 'json', html: 'html', markdown: 'md' };
const pairs = Object.entries(DOCUMENTS).flatMap(([own, name]) =>
  [...importFormats.keys()].filter((format) => format !== own).map((format) => ({ own, name, format })),
);

describe('a document of another format', () => {
  it.each(pairs)('is refused by $format, which names its format: $name', async ({ format, name: example, own }) => {
    const content = await readFile(new URL(`../../examples/import/${example}`, import.meta.url), 'utf8');
    const name = `document.${EXTENSIONS[format] ?? 'xml'}`;
    const { articles, failed } = await importFiles(database(), format, { [name]: content });
    expect(articles).toEqual([]);
    expect(failed).toEqual([expect.stringContaining(`\`import ${own}\``)]);
  });

  it('is recognised even after a byte order mark, comments and a declaration', async () => {
    const feed = '\ufeff<?xml version="1.0"?>\n<!-- a > b -->\n<feed xmlns="http://www.w3.org/2005/Atom"></feed>';
    const { failed } = await importFiles(database(), 'html', { 'page.html': feed, 'json.html': JSON_FEED });
    expect(failed.map((line) => line.includes('`import feed`'))).toEqual([true, true]);
  });
});

const JSON_FEED = '{ "version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [] }';
