import { describe, expect, it } from 'vitest';
import { type ContentDraftInput, contentDraftSchema } from '../../../src/ingest/contract/draft.js';
import type { ImportOptions } from '../../../src/ingest/contract/format.js';
import { htmlFormat } from '../../../src/ingest/html/format.js';

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

const jsonLd = (...things: object[]) =>
  things.map((thing) => `<script type="application/ld+json">${JSON.stringify(thing)}</script>`).join('');
const withHead = (...things: object[]) =>
  `<title>The ferry stays</title><link rel="canonical" href="${ADDRESS}">${jsonLd(...things)}`;
const ADDRESS = 'https://harbour.example/ferry';
const VIDEO = {
  '@context': 'https://schema.org',
  '@type': 'VideoObject',
  name: 'The ferry stays',
  description: 'It runs through the winter.',
  uploadDate: '2026-03-02T08:00:00Z',
  duration: 'PT1M5S',
  thumbnailUrl: ['https://p.example/ferry.jpg'],
  contentUrl: 'https://v.example/ferry.mp4',
  embedUrl: 'https://v.example/player/ferry',
  caption: { '@type': 'MediaObject', contentUrl: 'https://v.example/ferry.vtt', inLanguage: 'en' },
};
const PLAYED = {
  type: 'VIDEO',
  headline: 'The ferry stays',
  standfirst: 'It runs through the winter.',
  publishedAt: new Date('2026-03-02T08:00:00Z'),
  renditions: [{ url: 'https://v.example/ferry.mp4', mimeType: 'video/mp4' }],
  captions: [{ language: 'en', url: 'https://v.example/ferry.vtt' }],
  embedUrl: 'https://v.example/player/ferry',
  durationSeconds: 65,
  mainImage: { url: 'https://p.example/ferry.jpg' },
};

describe('the page of a video', () => {
  it.each([
    ['the headline', VIDEO],
    ['the address', { ...VIDEO, name: 'Another name', url: ADDRESS }],
    ['being its main entity', { '@type': 'WebPage', url: ADDRESS, mainEntity: { ...VIDEO, name: 'Another name' } }],
  ])('is known by %s, and needs no text', async (_how, thing) => {
    const { headline, ...played } = PLAYED;
    expect(await readPage(article('<h1>The ferry stays</h1><p>Watch.</p>', withHead(thing)))).toMatchObject(played);
  });

  it('can have its metadata as microdata', async () => {
    const page =
      article(`<div itemscope itemtype="https://schema.org/VideoObject"><h1 itemprop="name">The ferry stays</h1>
      <meta itemprop="embedUrl" content="https://v.example/player/ferry"><meta itemprop="duration" content="PT1M5S"></div>`);
    expect(await readPage(page)).toMatchObject({ type: 'VIDEO', embedUrl: PLAYED.embedUrl, durationSeconds: 65 });
  });

  it('becomes an article if the page also describes an article, or another video', async () => {
    const news = { '@type': 'NewsArticle', headline: 'The ferry stays', url: ADDRESS, video: VIDEO };
    const type = '<meta property="og:type" content="article">';
    for (const head of [withHead(news, VIDEO), withHead(news, { ...VIDEO, url: ADDRESS }), type + withHead(VIDEO)])
      expect(await readPage(article(`<h1>The ferry stays</h1>${BODY}`, head))).toMatchObject({ type: 'ARTICLE' });
    const other = { ...VIDEO, name: 'A storm at sea' };
    expect(await readPage(article(BODY, withHead(other)))).toMatchObject({ type: 'ARTICLE' });
  });
});

describe('the page of a gallery', () => {
  const pictures = [1, 2, 3].map((number) => ({
    ...{ '@type': 'ImageObject', contentUrl: `https://p.example/${number}.jpg` },
    ...{ caption: `Deck ${number}`, creditText: 'A. North', width: 100 * number },
  }));

  it('gives the pictures in their order, with captions and credits', async () => {
    const gallery = { '@type': 'ImageGallery', name: 'The ferry stays', url: ADDRESS, associatedMedia: pictures };
    const draft = await readPage(article('<h1>The ferry stays</h1><p>On board.</p>', withHead(gallery)));
    expect(draft).toMatchObject({ type: 'GALLERY' });
    expect(draft.images).toMatchObject(
      [1, 2, 3].map((number) => ({
        url: `https://p.example/${number}.jpg`,
        caption: `Deck ${number}`,
        credit: 'A. North',
      })),
    );
  });

  it('can have its pictures only in the text: then they are moved from the text to the gallery', async () => {
    const figures = pictures.map(
      ({ caption, contentUrl }) => `<figure><img src="${contentUrl}"><figcaption>${caption}</figcaption></figure>`,
    );
    const gallery = { '@type': 'MediaGallery', name: 'The ferry stays', url: ADDRESS };
    const draft = await readPage(article(`<h1>The ferry stays</h1>${BODY}${figures.join('')}`, withHead(gallery)));
    expect(draft).toMatchObject({ type: 'GALLERY', images: [{ caption: 'Deck 1' }, {}, {}] });
    expect(draft.body?.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'paragraph']);
  });
});

describe('the page of a live blog', () => {
  const post = (number: number, fields: object = {}) => ({
    ...{ '@type': 'BlogPosting', headline: `Post ${number}`, articleBody: `First line ${number}.\nSecond line.` },
    ...{ datePublished: `2026-03-02T0${number}:00:00Z`, url: `${ADDRESS}#post-${number}`, ...fields },
  });
  const blog = (...posts: object[]) => ({
    ...{ '@type': 'LiveBlogPosting', headline: 'The ferry stays', url: ADDRESS, liveBlogUpdate: posts },
    ...{ coverageStartTime: '2026-03-02T00:30:00Z', coverageEndTime: '2026-03-02T09:30:00Z' },
  });
  const readBlog = (...posts: object[]) =>
    readPage(article(`<h1>The ferry stays</h1>${BODY}`, withHead(blog(...posts))));

  it('gives the coverage times and the posts', async () => {
    const draft = await readBlog(
      post(2, { dateModified: '2026-03-02T02:10:00Z', image: 'https://p.example/2.jpg' }),
      post(1),
    );
    expect(draft).toMatchObject({
      ...{ type: 'LIVE_BLOG', headline: 'The ferry stays', body: [] },
      coverageStartTime: new Date('2026-03-02T00:30:00Z'),
      coverageEndTime: new Date('2026-03-02T09:30:00Z'),
      posts: [
        {
          ...{ sourceId: `${ADDRESS}#post-2`, title: 'Post 2', updatedAt: new Date('2026-03-02T02:10:00Z') },
          body: [{ html: 'First line 2.' }, { html: 'Second line.' }, { type: 'image' }],
        },
        { sourceId: `${ADDRESS}#post-1`, title: 'Post 1', publishedAt: new Date('2026-03-02T01:00:00Z') },
      ],
    });
  });

  it('can have posts that all have the address of the page: each gets its own id, which is the same in the next import', async () => {
    const posts = [post(1, { url: ADDRESS }), post(2, { url: ADDRESS }), post(2, { url: ADDRESS })];
    const names = async () => (await readBlog(...posts)).posts?.map(({ sourceId }) => sourceId);
    expect(new Set(await names()).size).toBe(3);
    expect(await names()).toEqual(await names());
  });

  it('becomes an article if it has no post that can be read', async () => {
    expect(await readBlog()).toMatchObject({ type: 'ARTICLE', body: [{}, {}, {}] });
  });

  it('is refused with a date that does not exist, and the error names the date', async () => {
    await expect(readBlog(post(1, { datePublished: '2026-02-30T08:00:00Z' }))).rejects.toThrow(
      'datePublished: "2026-02-30T08:00:00Z" is not a date that exists',
    );
  });
});

describe('the genre of an article', () => {
  it.each([
    ['OpinionNewsArticle', 'OPINION'],
    ['ReviewNewsArticle', 'OPINION'],
    ['AnalysisNewsArticle', 'ANALYSIS'],
    ['BackgroundNewsArticle', 'ANALYSIS'],
    ['BlogPosting', 'BLOG'],
    ['ReportageNewsArticle', 'NEWS'],
  ])('%s is %s', async (type, genre) => {
    const news = { '@type': type, headline: 'The ferry stays', url: ADDRESS };
    expect(await readPage(article(BODY, withHead(news)))).toMatchObject({ type: 'ARTICLE', genre });
  });
});

describe('a page that would need too much memory', () => {
  it('is refused because of the number of its tags', async () => {
    await expect(readPage(article(`${BODY}${'<b></b>'.repeat(200_001)}`))).rejects.toThrow(
      /2\d{5} tags, and at most 200000/,
    );
  });
});
