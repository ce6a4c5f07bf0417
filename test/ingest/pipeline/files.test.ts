import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../support/database.js';
import { importFiles, line } from './importing.js';
import { SAMPLES, TEXT } from './samples.js';

const database = useDatabase();

describe('a file of many lines', () => {
  it('is imported except for a line that is not JSON, and that line is reported by its number', async () => {
    // Empty lines count as lines, but they are not errors.
    const lines = Array.from({ length: 5002 }, (_, i) => (i % 50 ? '' : `{"id": "n:${i}", "title": "Line ${i + 1}"}`));
    lines[4999] = '{"id": "n:4999", "title": "Line';
    lines[5001] = '{"id": "n:5001", "title": "Line 5002"}';
    const { failed, summary } = await importFiles(database(), 'jsonl', { 'news.jsonl': lines.join('\n') });
    expect(failed).toEqual([expect.stringMatching(/^news\.jsonl, line 5000: not JSON: .* column 32/)]);
    expect(summary).toEqual({ added: 102, updated: 0, unchanged: 0, records: 0, skipped: 0, failed: 1 });
  });
});

describe('a page', () => {
  it.each([
    [
      'a list of links',
      `<title>Front</title><ul>${'<li><a href="/a">One of the many headlines of today</a></li>'.repeat(20)}</ul>`,
    ],
    ['hardly any text', '<title>Gone</title><p>Not found.</p>'],
    ['nothing but scripts', '<title>App</title><div id="root"></div><script>start()</script>'],
  ])('without an article is refused: %s', async (_what, page) => {
    const { failed, summary } = await importFiles(database(), 'html', { 'front.html': `<body>${page}</body>` });
    expect(failed).toEqual([expect.stringContaining('front.html: There is no article on this page')]);
    expect(summary).toMatchObject({ added: 0, failed: 1 });
  });
});

describe('a folder', () => {
  const write = (format: string, id: string) =>
    SAMPLES[format]?.write({ id: `https://harbour.example/${id}`, headline: `Told ${id}`, html: TEXT }) ?? '';

  it('is searched for files of the format, also in its subfolders, in the order of their names', async () => {
    const { articles, failed, skipped, summary } = await importFiles(database(), 'html', {
      'b/two.HTM': write('html', '2'),
      'a/one.html': write('html', '1'),
      'a/picture.jpg': 'JPEG',
      'a/deep/er/three.xhtml': write('html', '3'),
      'feed.rss': write('feed', '4'),
      'bad.html': '<title>Nothing</title>',
    });
    expect(articles.map(({ slug }) => slug)).toEqual(['told-3', 'told-1', 'told-2']);
    expect(failed).toEqual([expect.stringMatching(/^bad\.html, line 1: The page breaks off/)]);
    expect(skipped).toEqual([]);
    expect(summary).toMatchObject({ added: 3, failed: 1 });
  });

  it('without a file of the format is reported', async () => {
    const { failed } = await importFiles(database(), 'ninjs', { 'page.html': 'x' });
    expect(failed).toEqual(['.: no file in it ends in .json, .ninjs']);
  });

  it('has separate counts of skipped and of failed documents', async () => {
    const { failed, skipped, summary } = await importFiles(database(), 'ninjs', {
      'event.json': { uri: 'urn:e:1', type: 'event', headline: 'A meeting' },
      'item.json': { uri: 'urn:i:1', type: 'text', headline: 'An item', body_text: 'Text.' },
      'list.json': [{ uri: 'urn:i:2', type: 'text', headline: 'Two' }, { uri: 'urn:i:3', pubstatus: 'maybe' }, 7],
      'planning.json': { uri: 'urn:p:1', type: 'planning' },
    });
    expect(summary).toEqual({ added: 2, updated: 0, unchanged: 0, records: 0, skipped: 2, failed: 2 });
    expect(skipped).toEqual([
      'event.json: an event, which is not content',
      'planning.json: a planning item, which is not content',
    ]);
    expect(failed).toEqual([
      'list.json, item 2: [1].pubstatus: expected usable, withheld or canceled, found "maybe"',
      'list.json, item 3: [2]: expected an object, found a number',
    ]);
  });
});

describe('records of a newsroom', () => {
  const record = (fields: object) => `${JSON.stringify(fields)}\n`;

  it.each([
    ['a language', { record: 'edition', language: 'e n', name: 'A' }, 'language: "e n" is not a BCP 47 tag'],
    ['a time zone', { record: 'site', language: 'en', timeZone: 'Mars/Olympus' }, 'timeZone: must be an IANA'],
    [
      'a menu that runs a script',
      { record: 'navigation', language: 'en', menu: 'MAIN', items: [{ label: 'A', path: 'javascript:x()' }] },
      'items.0.path: must be',
    ],
    [
      'a share network that runs a script',
      {
        record: 'site',
        language: 'en',
        timeZone: 'UTC',
        shareNetworks: [{ network: 'x', template: 'javascript:x({url})' }],
      },
      'shareNetworks.0.template: must be',
    ],
    [
      'a section with an unknown parent',
      { record: 'section', language: 'en', slug: 'a', name: 'A', parent: 'b' },
      'parent: there is no section b',
    ],
    [
      'a collection with an unknown item',
      { record: 'collection', language: 'en', slug: 'c', title: 'C', items: ['x'] },
      'items: there is no item x',
    ],
  ])('are refused for %s', async (_what, fields, reason) => {
    const { failed, summary } = await importFiles(database(), 'jsonl', {
      'a.jsonl': record(fields) + line({ headline: 'After' }),
    });
    expect(failed).toEqual([expect.stringContaining(`a.jsonl, line 1: ${reason}`)]);
    expect(summary).toMatchObject({ records: 0, failed: 1 });
  });

  it('leave nothing in the database if they are refused', async () => {
    await importFiles(database(), 'jsonl', {
      'a.jsonl': record({ record: 'collection', language: 'en', slug: 'half', title: 'Half', items: ['x'] }),
    });
    const { rows } = await database().pool.query(`select from collections where slug = 'half'`);
    expect(rows).toEqual([]);
  });
});
