import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../support/database.js';
import { useGateway } from '../../support/gateway.js';
import { importFiles } from './importing.js';
import { SAMPLES, type Sample } from './samples.js';

const database = useDatabase();
const gateway = useGateway(database);

const FORMATS = Object.entries(SAMPLES).map(([format, sample]) => ({ format, ...sample }));
const sample = (format: string, fields: Partial<Sample> = {}): Sample => ({
  id: `https://harbour.example/${format}/1`,
  headline: 'The ferry stays',
  html: '<p>The board voted.</p>',
  ...fields,
});

interface Shown {
  readonly headline: string;
  readonly body: { __typename: string; html?: string; url?: string; image?: { url: string } }[];
}

async function askForSlug(slug: string | undefined): Promise<Shown> {
  const { data } = await gateway().ask<{ article: Shown }>(
    `query ($slug: String!) { article(by: { slug: $slug }, language: "en") { headline standfirst byline mainImage { url } body {
      __typename ... on ParagraphBlock { html } ... on EmbedBlock { url } ... on ImageBlock { image { url } } } } }`,
    { slug },
  );
  return data.article;
}

describe.each(FORMATS)('a document in $format', ({ file, format, write }) => {
  const importIt = (document: string | Buffer, options = {}) =>
    importFiles(database(), format, { [file]: document }, options);

  it.each([
    ['Arabic', 'المدُّ يعود: «قالت» الهيئة'],
    ['Chinese', '港口决定：渡轮“继续运行”'],
    ['emoji', 'Ferry 🚢👩‍👩‍👧 stays 🇪🇸 & more'],
    ['combining marks, composed or not', 'Cafe\u0301 or Caf\u00e9, Việt or Vie\u0323\u0302t, क्षि'],
  ])('gives its headline back byte for byte: %s', async (_script, headline) => {
    const { articles, failed } = await importIt(
      write(sample(format, { headline, id: `https://h.example/${headline}` })),
    );
    expect(failed).toEqual([]);
    const shown = await askForSlug(articles[0]?.slug);
    expect(Buffer.from(shown.headline)).toEqual(Buffer.from(headline));
  });

  it('loses its scripts, event handlers and harmful addresses', async () => {
    const html =
      '<p onclick="steal()">Kept <script>steal()</script><a href="javascript:steal()">one</a> ' +
      '<a href="data:text/html,steal" onmouseover="steal()">two</a> <b style="x:steal">three</b></p>' +
      '<img src="javascript:steal()"><img src="data:image/png;base64,steal"><img src=x onerror="steal()">' +
      '<iframe src="javascript:steal()"></iframe><iframe src="data:text/html,steal"></iframe>' +
      '<iframe srcdoc="&lt;script&gt;steal()&lt;/script&gt;"></iframe><object data="javascript:steal()"></object>' +
      '<svg onload="steal()"><script>steal()</script></svg><style>steal{}</style>' +
      '<a href="vbscript:steal()"><img src="https://cdn.example/ok.jpg" onload="steal()"></a>';
    const { articles, failed } = await importIt(write(sample(format, { html, headline: 'Hostile' })));
    expect(failed).toEqual([]);
    const shown = await askForSlug(articles[0]?.slug);
    expect(JSON.stringify(shown)).not.toMatch(/steal|javascript:|data:|vbscript:|onclick|onerror/);
    expect(JSON.stringify(shown)).toContain('Kept one two <strong>three</strong>');
    expect(JSON.stringify(shown)).toContain('https://cdn.example/ok.jpg');
  });

  it('is stored without NULs and lone surrogates, or is refused', async () => {
    const document = write(sample(format, { headline: 'Spoilt', html: '<p>Before MARK after</p>' }));
    for (const mark of ['\0', '\\u0000', '\\ud83d', '&#0;', '&#xD83D;']) {
      const { failed, summary } = await importIt(document.replace('MARK', mark));
      expect(summary.failed).toBe(failed.length);
      for (const reason of failed) expect(reason).toContain(file);
    }
    const { rows } = await database().pool.query('select body::text from articles');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/\\\\u0000|\\\\ud83d/i);
  });

  it('is refused with the file and the place if it is cut short, and nothing of it is stored', async () => {
    const document = write(sample(format, { headline: 'Cut short', id: 'https://harbour.example/cut' }));
    // Plain text cannot be incomplete. In Markdown, only front matter has an end that may be missing.
    const whole = format === 'markdown' ? document.slice(0, document.indexOf('\n---\n')) : document;
    const countItems = async () => (await database().pool.query('select from content_items')).rowCount;
    const before = await countItems();
    for (const end of [0.95, 0.8, 0.6].map((part) => Math.floor(whole.length * part))) {
      const { failed, summary } = await importIt(whole.slice(0, end));
      expect(summary).toMatchObject({ added: 0, updated: 0, records: 0, failed: 1 });
      expect(failed).toEqual([expect.stringMatching(new RegExp(`^${file}.*\\bline \\d`))]);
    }
    expect(await countItems()).toBe(before);
  });

  it('is refused with the file and the place if it is not in the encoding that it declares', async () => {
    const bytes = Buffer.from(write(sample(format, { headline: 'Früher café', html: '<p>Täglich.</p>' })), 'latin1');
    const { failed, summary } = await importIt(bytes);
    expect(summary).toMatchObject({ added: 0, failed: 1 });
    expect(failed).toEqual([expect.stringMatching(new RegExp(`^${file}.*\\b(line|byte|offset) \\d+`))]);
    expect(failed[0]).toMatch(/UTF-8/i);
  });

  it('is refused with the name of the file if it is empty, missing or of another format', async () => {
    const { failed } = await importFiles(
      database(),
      format,
      { [file]: '', [`b-${file}`]: 'PK\u0003\u0004\u0014\0\0\0 something zipped' },
      { paths: [file, `b-${file}`, 'nowhere', `${file}/below`] },
    );
    // A file without lines has no bad line.
    const expected = format === 'jsonl' ? [`b-${file}`] : [file, `b-${file}`];
    expect(failed.map((reason) => reason.replace(/[,:].*/s, '')).sort()).toEqual(
      [...expected, 'nowhere', `${file}/below`].sort(),
    );
    expect(failed.filter((reason) => reason.endsWith(': there is no such file or folder'))).toHaveLength(2);
  });
});

describe('a file of 50 MB', () => {
  it.each(FORMATS.filter(({ format }) => format !== 'jsonl' && format !== 'wxr'))(
    'is refused in $format because of its size, before it is read',
    async ({ file, format, write }) => {
      const files = {
        [file]: write(sample(format)),
        [`z-${file}`]: write(sample(format, { id: 'https://h.example/z' })),
      };
      const { failed, summary } = await importFiles(database(), format, files, { grownTo: { [file]: 50 * 2 ** 20 } });
      expect(failed).toEqual([
        expect.stringMatching(new RegExp(`^${file}: 50 MB, and at most (?:1|5|20) MB are read: `)),
      ]);
      expect(summary).toMatchObject({ failed: 1, added: expect.any(Number) });
      expect(summary.added + summary.unchanged + summary.updated).toBe(1);
    },
  );

  it('is read line by line if it is jsonl, also with long lines', async () => {
    const paragraph = 'The ferry runs. '.repeat(2 ** 17);
    const lines = Array.from(
      { length: 25 },
      (_, i) => `${JSON.stringify({ id: `long:${i}`, title: `Long ${i}`, note: paragraph })}\n`,
    );
    expect(Buffer.byteLength(lines.join(''))).toBeGreaterThan(50 * 2 ** 20);
    const { summary } = await importFiles(database(), 'jsonl', { 'long.jsonl': lines.join('') });
    expect(summary).toMatchObject({ added: 25, failed: 0 });
  });
});
