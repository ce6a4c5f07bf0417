import { describe, expect, it } from 'vitest';
import { type ContentDraftInput, contentDraftSchema } from '../../src/ingest/contract/draft.js';
import { type ImportOptions, UnreadableDocument } from '../../src/ingest/contract/format.js';
import { htmlFormat } from '../../src/ingest/html/format.js';

const TEXT =
  'The harbour board met on Tuesday night to decide whether the old ferry would keep running through the winter, and most of the town turned out to listen. ';
const BODY = `<p>${TEXT}</p><p>Second: ${TEXT}</p><p>Third: ${TEXT}</p>`;

async function readPage(
  page: string | Buffer,
  options: Partial<ImportOptions> & { size?: number } = {},
): Promise<ContentDraftInput> {
  const bytes = Buffer.from(page);
  const file = { path: '/pages/ferry.html', size: options.size ?? bytes.length, bytes: async () => bytes };
  for await (const document of htmlFormat.read(file, { timeZone: 'UTC', ...options })) {
    if (document.kind === 'draft') {
      return contentDraftSchema.parse(document.draft);
    }
  }
  throw new Error('no draft');
}

const article = (inner: string, head = '<title>The ferry stays</title>') =>
  `<!doctype html><html><head><meta charset="utf-8">${head}</head><body><nav><a href="/">Home</a></nav><article>${inner}</article><footer>About us</footer></body></html>`;

describe('a saved page', () => {
  it('becomes an article even if it has only a title and text', async () => {
    expect(await readPage(article(`<h1>The ferry stays</h1>${BODY}`))).toMatchObject({
      ...{ sourceId: 'file:ferry.html', headline: 'The ferry stays', authors: [], genre: 'NEWS' },
      body: [{ html: TEXT.trim() }, { html: `Second: ${TEXT.trim()}` }, { html: `Third: ${TEXT.trim()}` }],
    });
  });

  it('takes its address from the comment that a browser writes when it saves a page', async () => {
    const page = `<!-- saved from url=(0031)https://harbour.example/ferry/1 -->${article(BODY)}`;
    expect(await readPage(page)).toMatchObject({ sourceId: 'https://harbour.example/ferry/1' });
  });

  it('does not take its address from a canonical link to the home page', async () => {
    const head =
      '<title>The ferry stays</title><link rel="canonical" href="https://harbour.example/"><meta property="og:url" content="https://harbour.example/ferry">';
    expect(await readPage(article(BODY, head))).toMatchObject({ sourceUrl: 'https://harbour.example/ferry' });
  });

  it('keeps the direction, the language, the names and the time zone if it is in Arabic', async () => {
    const line =
      'اجتمع مجلس الميناء مساء الثلاثاء ليقرر ما إذا كانت العبارة القديمة ستستمر في العمل خلال الشتاء يوم 12/03/2024. ';
    const page = `<html lang="ar" dir="rtl"><head><meta charset="utf-8"><meta property="og:title" content="العبارة باقية | صحيفة المرفأ">
      <meta property="og:site_name" content="صحيفة المرفأ"><meta property="article:published_time" content="2024-03-05T18:30:00+03:00">
      <meta name="author" content="بقلم ليلى حداد وسامي نور"><meta name="keywords" content="ميناء، عبارة"></head>
      <body><article><h1>العبارة باقية</h1><p>${line}</p><p>${line}</p><p>${line}</p></article></body></html>`;
    expect(await readPage(page)).toMatchObject({
      ...{ headline: 'العبارة باقية', language: 'ar', direction: 'RTL' },
      publishedAt: new Date('2024-03-05T15:30:00Z'),
      authors: [{ name: 'ليلى حداد' }, { name: 'سامي نور' }],
      tags: [{ name: 'ميناء' }, { name: 'عبارة' }],
      body: [{ html: line.trim() }, { html: line.trim() }, { html: line.trim() }],
    });
  });

  it.each([
    ['declared at its top', '<meta charset="windows-1251">'],
    ['declared after the first kilobyte', `<style>${'p{}'.repeat(500)}</style><meta charset="windows-1251">`],
  ])('is read in the encoding that is %s', async (_, declaration) => {
    const text = `<html><head>${declaration}<title>Паром остаётся</title></head><body><p>${'Старый паром будет ходить всю зиму. '.repeat(8)}</p></body></html>`;
    expect(await readPage(encode1251(text))).toMatchObject({ headline: 'Паром остаётся' });
  });

  it('is read as UTF-8 if it declares no encoding and is valid UTF-8', async () => {
    const page = `<html><head><title>Café “Nord”</title></head><body>${BODY}</body></html>`;
    expect(await readPage(page)).toMatchObject({ headline: 'Café “Nord”' });
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(page, 'utf16le')]);
    expect(await readPage(wide)).toMatchObject({ headline: 'Café “Nord”' });
  });

  it('loses its scripts, its event handlers and its harmful addresses', async () => {
    const hostile =
      '<p onclick="x()">Click <a href="javascript:alert(1)">here</a><img src="javascript:alert(1)"><img src=x onerror=alert(1)> now</p>' +
      '<iframe src="data:text/html,<script>alert(1)</script>"></iframe><svg onload=alert(1)><script>alert(2)</script></svg><p>&#xD800; end here</p>';
    const draft = await readPage(article(`<h1 onclick=x()>The ferry stays</h1>${BODY}${hostile}`));
    expect(JSON.stringify(draft)).not.toMatch(/javascript:|alert|onclick|onerror|data:|\\u0000|\\ud800/i);
    expect(draft.body?.map((block) => (block.type === 'paragraph' ? block.html : block.type)).slice(3)).toEqual([
      'Click here',
      'now',
      '\ufffd end here',
    ]);
  });

  it('has no publication date if the only date is in its text', async () => {
    expect((await readPage(article(`<h1>The ferry stays</h1><p>Mar 3, 2021</p>${BODY}`))).publishedAt).toBeUndefined();
  });

  it("does not begin its body with the headline or the main picture, and takes the picture's caption and alt text from its figure", async () => {
    const head =
      '<title>The ferry stays</title><meta property="og:image" content="https://cdn.example/ferry-at-dawn-1200x630.jpg"><meta property="og:image:width" content="1200"><meta name="author" content="Ada North">';
    const figure =
      '<figure><img src="https://cdn.example/ferry-at-dawn-800x600.jpg" alt="A ferry"><figcaption>At dawn.</figcaption></figure>';
    const draft = await readPage(article(`<h1>The ferry stays</h1>${figure}${BODY}`, head));
    expect(draft.mainImage).toEqual({
      ...{
        url: 'https://cdn.example/ferry-at-dawn-1200x630.jpg',
        width: 1200,
        altText: 'A ferry',
        caption: 'At dawn.',
      },
    });
    expect(draft.body?.[0]).toEqual({ type: 'paragraph', html: TEXT.trim() });
  });
});

describe('a page without an article', () => {
  const failure = (page: string | Buffer, options = {}) => expect(readPage(page, options)).rejects;

  it('is refused if it is empty, or if the file is too large', async () => {
    await failure('').toThrow(/empty/);
    await failure('<p>x</p>', { size: 6 * 1024 * 1024 }).toThrow(/at most 5 MB/);
    await failure('').toBeInstanceOf(UnreadableDocument);
  });

  it('is refused if it has hardly any text, or no headline', async () => {
    await failure('<title>Hi</title><p>Hello world</p>').toThrow(/no article on this page/);
    await failure(`<p>${TEXT.repeat(3)}</p>`).toThrow(/no headline/);
  });

  it('is refused wherever it breaks off, with the line, but may omit the end tags that HTML makes optional', async () => {
    const start = `<!doctype html><title>The ferry stays</title>\n<body><div>\n<article><h1>The ferry stays</h1><p>${TEXT.repeat(3)}`;
    for (const rest of [
      '',
      '<p>More',
      '</article>',
      '<p><a href="/x',
      '</article><script>let a = 1;',
      '<img src="/a.jpg">',
    ])
      await failure(`${start}${rest}`).toThrow(/^The page breaks off: the <(?:div|article|script)> of line [23]/);
    await expect(
      readPage(`${start}</article></div><ul><li>End<li><img src="/a.jpg">`.replace('<ul>', '')),
    ).resolves.toMatchObject({
      headline: 'The ferry stays',
    });
  });

  it('is refused if it declares UTF-8 but is not UTF-8, with the number of the byte', async () => {
    const page = `<meta charset="utf-8"><title>The café stays</title>\n<p>The café ${TEXT.repeat(3)}</p>`;
    await failure(Buffer.from(page, 'latin1')).toThrow(/byte 36 is not UTF-8/);
    await expect(readPage(Buffer.from(page))).resolves.toMatchObject({ headline: 'The café stays' });
  });

  it('is refused when it only asks for consent', async () => {
    const wall =
      'We and our partners store cookies on a device and process personal data for personalised advertising. With your consent we may use precise data. You have a right to object. Our privacy policy says more about cookies.';
    await failure(`<title>Before you continue</title><h1>We value your privacy</h1><p>${wall}</p>`).toThrow(
      /no article/,
    );
  });

  it('is refused when it is a list of articles', async () => {
    const links = Array.from({ length: 30 }, (_, n) => `<li><a href="/${n}">Headline ${n} about the ferry</a></li>`);
    await failure(`<title>Harbour Daily</title><ul>${links.join('')}</ul>`).toThrow(/only links/);
  });

  it('is refused if its elements are nested 200,000 levels deep', async () => {
    await failure(`<title>Deep</title>${'<div>'.repeat(200_000)}x`).toThrow(/nest/);
  });
});

function encode1251(text: string): Buffer {
  const code = (character: string) => {
    const point = character.codePointAt(0) ?? 0;
    return point < 128 ? point : point === 0x451 ? 0xb8 : point - 0x410 + 0xc0;
  };
  return Buffer.from([...text].map(code));
}
