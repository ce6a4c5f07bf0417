import { describe, expect, it } from 'vitest';
import { type ContentDraftInput, contentDraftSchema } from '../../../src/ingest/contract/draft.js';
import { htmlFormat } from '../../../src/ingest/html/format.js';

const TEXT =
  'The harbour board met on Tuesday night to decide whether the old ferry would keep running through the winter, and most of the town turned out to listen. ';
const BODY = `<p>${TEXT}</p><p>Second: ${TEXT}</p><p>Third: ${TEXT}</p>`;

async function readFile(page: string | Buffer): Promise<ContentDraftInput> {
  const bytes = Buffer.from(page);
  const file = { path: 'ferry.html', size: bytes.length, bytes: async () => bytes };
  for await (const document of htmlFormat.read(file, { timeZone: 'Europe/Berlin' })) {
    if (document.kind === 'draft') {
      return contentDraftSchema.parse(document.draft);
    }
  }
  throw new Error('no draft');
}

const readPage = (head: string, body = BODY) =>
  readFile(`<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`);
const title = '<title>The ferry stays</title>';
const jsonLd = (article: object) =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'The ferry stays', ...article })}</script>`;
const meta = (name: string, content: string) => `<meta property="${name}" content="${content}">`;

describe('a time of publication', () => {
  it.each(['2026-02-30T21:47+01:00', '2026-02-28T25:10', '2026/13/01', 'February 30, 2026', '30 Feb 2026 10:00 GMT'])(
    'is refused if it does not exist, whatever other dates the page has: %s',
    async (text) => {
      const page = readPage(jsonLd({ datePublished: text }) + meta('date', '2026-03-03'));
      await expect(page).rejects.toThrow(`datePublished: "${text}" is not a date that exists`);
      await expect(readPage(title + meta('article:published_time', text))).rejects.toThrow(/^article:published_time: /);
    },
  );

  it.each(['last Tuesday', '3 mars 2026', 'Feb 30', '0000-00-00', ''])(
    'is ignored if it is not a date: %s',
    async (text) => {
      const draft = await readPage(jsonLd({ datePublished: text }) + meta('date', '2026-03-03T10:00Z'));
      expect(draft.publishedAt).toEqual(new Date('2026-03-03T10:00Z'));
    },
  );

  it('is taken if it exists, even if a less important date does not exist', async () => {
    const draft = await readPage(jsonLd({ datePublished: '2026-03-03T10:00Z' }) + meta('date', '2026-02-30'));
    expect(draft.publishedAt).toEqual(new Date('2026-03-03T10:00Z'));
  });
});

describe('a file of a page', () => {
  it('is refused if it contains a NUL, with line and column, but may be UTF-16', async () => {
    const page = `${title}\n<p>Für\0 ${TEXT}</p>`;
    for (const bytes of [Buffer.from(page), Buffer.from(`\ufeff${page}`, 'utf16le')]) {
      await expect(readFile(bytes)).rejects.toMatchObject({
        ...{ message: expect.stringMatching(/^A NUL character/), place: 'line 2, column 7' },
      });
    }
    await expect(readFile(Buffer.from(`\ufeff${title}${BODY}`, 'utf16le'))).resolves.toBeDefined();
  });

  it.each(['<script>let a = "', '<meta name="a" content="', '<style>p {}</style>', '<link rel="x">\n\n'])(
    'is refused if it is cut inside the head, with the number of the last line: %s',
    async (rest) => {
      const page = `<!doctype html><html><head>${title}\n${rest}`;
      await expect(readFile(page)).rejects.toMatchObject({
        ...{ message: expect.stringMatching(/^The page breaks off/), place: `line ${page.split('\n').length}` },
      });
    },
  );
});

describe("a page's head", () => {
  const facts = {
    description: 'A vote by the board.',
    author: [{ name: 'Jo Weiß' }, { '@type': 'Organization', name: 'dpa' }],
    datePublished: '2026-03-03T21:47:00+01:00',
    image: { url: 'https://cdn.example/ferry-at-dawn.jpg', caption: 'At dawn' },
  };
  const words = ({ body = [] }: ContentDraftInput) => body.map((block) => ('html' in block ? block.html : block.type));
  const text = [TEXT.trim(), `Second: ${TEXT.trim()}`, `Third: ${TEXT.trim()}`];
  const article = (head: string) => `<article><header>${head}</header>${BODY}</article>`;

  it('is not repeated in the body, and the words above the headline become the label', async () => {
    const page = article(
      '<p class="kicker">Harbour</p><h1>The&nbsp;Ferry stays</h1><p>A vote by  the board.</p><div>Von <a href="/jo">Jo Weiß</a> und dpa</div>' +
        '<time datetime="2026-03-03T21:47:00+01:00">3. März 2026, 21:47 Uhr</time>' +
        '<figure><img src="https://cdn.example/ferry-at-dawn.jpg"><figcaption>At dawn.</figcaption></figure>',
    );
    const draft = await readPage(`<title>Ferry | News</title>${jsonLd({ ...facts, inLanguage: 'de' })}`, page);
    expect(draft).toMatchObject({ label: 'Harbour', standfirst: 'A vote by the board.' });
    expect(words(draft)).toEqual(text);
  });

  it('stays in the body if its words are not exactly the words of a field', async () => {
    const others = ['Jo Weiß in Aru und dpa', 'On 12 March 1945', 'A vote by the board. And more.', 'Ferry stays'];
    const page = article(
      `${others.map((line) => `<p>${line}</p>`).join('')}<figure><img src="https://cdn.example/ferry-at-dawn.jpg"><figcaption>Seen by many on the pier.</figcaption></figure>`,
    );
    const draft = await readPage(title + jsonLd(facts), page);
    expect(draft.label).toBeUndefined();
    expect(words(draft)).toEqual([...others, 'image', ...text]);
  });

  it('ends at the first long paragraph: nothing after that paragraph is removed', async () => {
    const draft = await readPage(title + jsonLd(facts), `<article>${BODY}<p>A vote by the board.</p></article>`);
    expect(words(draft)).toEqual([...text, 'A vote by the board.']);
  });
});

describe('the metadata of a page', () => {
  it('gives the caption, the alt text and the size of a picture in microdata', async () => {
    const scope = (image: string) =>
      `<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">The ferry stays</h1>${image}<div itemprop="articleBody">${BODY}</div></div>`;
    const attributes = 'src="https://cdn.example/a.jpg" width="900" height="600" alt="A &lt;ferry&gt; &amp; gulls"';
    const object = `<div itemprop="image" itemscope itemtype="https://schema.org/ImageObject"><img itemprop="url" ${attributes}><i itemprop="caption">At dawn</i></div>`;
    const picture = { url: 'https://cdn.example/a.jpg', altText: 'A <ferry> & gulls', width: 900, height: 600 };
    expect((await readPage(title, scope(object))).mainImage).toEqual({ ...picture, caption: 'At dawn' });
    expect((await readPage(title, scope(`<img itemprop="image" ${attributes}>`))).mainImage).toEqual(picture);
  });

  it('gives every name if an author has several names', async () => {
    const draft = await readPage(jsonLd({ author: { '@type': 'Person', name: ['Una Byrne', 'Tom Okri'] } }));
    expect(draft).toMatchObject({
      byline: 'Una Byrne, Tom Okri',
      authors: [{ name: 'Una Byrne' }, { name: 'Tom Okri' }],
    });
  });

  it('does not move the players of AMP within the text', async () => {
    const player = '<amp-youtube data-videoid="abc" width="16" height="9"></amp-youtube>';
    const { body } = await readPage(title, `<article><p>${TEXT}</p>${player}<p>Second: ${TEXT}</p></article>`);
    expect(body?.[1]).toEqual({ type: 'embed', provider: 'youtube', url: 'https://www.youtube.com/watch?v=abc' });
  });
});
