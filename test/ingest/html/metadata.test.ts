import { describe, expect, it } from 'vitest';
import { type ContentDraftInput, contentDraftSchema } from '../../../src/ingest/contract/draft.js';
import { htmlFormat } from '../../../src/ingest/html/format.js';

const TEXT =
  'The harbour board met on Tuesday night to decide whether the old ferry would keep running through the winter, and most of the town turned out to listen. ';
const BODY = `<p>${TEXT}</p><p>Second: ${TEXT}</p><p>Third: ${TEXT}</p>`;
const URL = 'https://harbour.example/ferry';

async function readPage(head: string, body = BODY, timeZone = 'UTC'): Promise<ContentDraftInput> {
  const bytes = Buffer.from(
    `<!doctype html><html><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`,
  );
  const file = { path: 'ferry.html', size: bytes.length, bytes: async () => bytes };
  for await (const document of htmlFormat.read(file, { timeZone })) {
    if (document.kind === 'draft') {
      return contentDraftSchema.parse(document.draft);
    }
  }
  throw new Error('no draft');
}

const canonical = `<link rel="canonical" href="${URL}">`;
const jsonLd = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const meta = (tags: Record<string, string>) =>
  Object.entries(tags)
    .map(([name, content]) => `<meta property="${name}" content="${content}">`)
    .join('');

describe('JSON-LD', () => {
  const full = {
    '@type': ['OpinionNewsArticle'],
    mainEntityOfPage: { '@id': URL },
    headline: 'Ferry &amp; winter',
    description: 'A vote.',
    author: [
      { '@type': 'Person', name: 'By Ada North' },
      { '@type': 'Organization', name: 'Coast Wire' },
    ],
    datePublished: '2024-03-05T18:30',
    dateModified: '2024-03-05T19:00:00+01:00',
    inLanguage: 'en_gb',
    articleSection: ['Ferries', 'Town'],
    keywords: 'ferry, Ferry, winter',
    about: [
      { '@type': 'Place', name: 'Aru' },
      { '@type': 'Person', name: 'Cy West' },
    ],
    image: [
      { '@type': 'ImageObject', url: '/small.jpg', width: 300 },
      { url: '/large.jpg', width: '1200', height: '800px' },
    ],
    audio: { '@type': 'AudioObject', contentUrl: 'https://cdn.example/a.mp3', duration: 'PT1M5S' },
    publisher: { '@type': 'Organization', name: 'Harbour Daily' },
  };

  it('gives every field of an article', async () => {
    expect(await readPage(canonical + jsonLd(full), BODY, 'Europe/Berlin')).toMatchObject({
      ...{ sourceId: URL, headline: 'Ferry & winter', standfirst: 'A vote.', genre: 'OPINION', language: 'en-GB' },
      ...{ byline: 'Ada North, Coast Wire', authors: [{ name: 'Ada North' }] },
      sources: [{ name: 'Harbour Daily' }, { name: 'Coast Wire' }],
      publishedAt: new Date('2024-03-05T17:30:00Z'),
      updatedAt: new Date('2024-03-05T18:00:00Z'),
      section: { name: 'Ferries' },
      tags: [
        { name: 'Aru', kind: 'PLACE' },
        { name: 'Cy West', kind: 'PERSON' },
        { name: 'ferry', kind: 'SUBJECT' },
        { name: 'winter', kind: 'SUBJECT' },
      ],
      mainImage: { url: 'https://harbour.example/large.jpg', altText: '', width: 1200, height: 800 },
      audio: { url: 'https://cdn.example/a.mp3', durationSeconds: 65 },
    });
  });

  it('can be a graph with parts that refer to each other', async () => {
    const graph = {
      '@graph': [
        { '@type': 'WebPage', '@id': URL },
        { '@type': 'NewsArticle', url: URL, headline: 'The ferry stays', author: { '@id': '#ada' } },
        { '@type': 'Person', '@id': '#ada', name: 'Ada North' },
        {
          '@type': 'BreadcrumbList',
          itemListElement: [
            { '@type': 'ListItem', position: 1, name: 'Home', item: 'https://harbour.example/' },
            { '@type': 'ListItem', position: 2, name: 'Town', item: 'https://harbour.example/town' },
            { '@type': 'ListItem', position: 3, name: 'The ferry stays', item: URL },
          ],
        },
      ],
    };
    expect(await readPage(canonical + jsonLd(graph))).toMatchObject({
      ...{ headline: 'The ferry stays', authors: [{ name: 'Ada North' }], section: { name: 'Town' } },
    });
  });

  it('is read only if it is about this page', async () => {
    const other = {
      '@type': 'NewsArticle',
      url: 'https://harbour.example/other',
      headline: 'Other',
      datePublished: '2020-01-01',
    };
    const listed = { '@type': 'ItemList', itemListElement: [other] };
    const own = { '@type': 'Article', url: `${URL}?utm=1`, headline: 'The ferry stays', datePublished: '2024-03-05' };
    const draft = await readPage(canonical + jsonLd([other, listed]) + jsonLd(own));
    expect(draft).toMatchObject({ headline: 'The ferry stays', publishedAt: new Date('2024-03-05T00:00:00Z') });
    expect((await readPage(`<title>The ferry stays</title>${canonical}${jsonLd(other)}`)).publishedAt).toBeUndefined();
  });

  it('is ignored if it is invalid, but small mistakes in it are tolerated', async () => {
    const broken = '<script type="application/ld+json">{"@type":"NewsArticle","headline": nothing</script>';
    const untidy = `<script type="application/ld+json">\n//<![CDATA[\n{"@type":"NewsArticle","headline":"The ferry\nstays","author":"Ada North",}\n//]]></script>`;
    expect(await readPage(broken + untidy)).toMatchObject({ headline: 'The ferry stays', byline: 'Ada North' });
    expect(await readPage(`<title>The ferry stays</title>${broken}`)).toMatchObject({ headline: 'The ferry stays' });
  });

  it('gives the text if the page itself shows no text', async () => {
    const script = jsonLd({
      '@type': 'NewsArticle',
      headline: 'Late',
      articleBody: `${TEXT}\n\n&quot;Yes&quot; ${TEXT}`,
    });
    expect((await readPage(script, '<div id="app"></div>')).body).toEqual([
      { type: 'paragraph', html: TEXT.trim() },
      { type: 'paragraph', html: `"Yes" ${TEXT.trim()}` },
    ]);
  });

  it('loses NULs and lone surrogates', async () => {
    const draft = await readPage(
      jsonLd({ '@type': 'NewsArticle', headline: 'A\u0000 ferry \ud800', author: 'Ada\u0000 North' }),
    );
    expect(draft).toMatchObject({ headline: 'A ferry \ufffd', byline: 'Ada North' });
  });
});

describe('microdata', () => {
  it('is read only inside the article, not inside the teasers of other articles', async () => {
    const teaser =
      '<li><article itemscope itemtype="https://schema.org/NewsArticle"><h2 itemprop="headline">Other</h2><time itemprop="datePublished" datetime="2019-01-01">x</time><span itemprop="author">Dot East</span></article></li>';
    const own = `<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">The ferry stays</h1>
      <span itemprop="author" itemscope itemtype="https://schema.org/Person">By <b itemprop="name">Ada North</b></span>
      <time itemprop="datePublished" datetime="2024-03-05T18:30Z">5 March</time><div itemprop="articleBody">${BODY}</div></article>`;
    expect(
      await readPage('<title>The ferry stays</title>', `<ul>${teaser}</ul>${own}<ul>${teaser}</ul>`),
    ).toMatchObject({
      ...{
        headline: 'The ferry stays',
        authors: [{ name: 'Ada North' }],
        publishedAt: new Date('2024-03-05T18:30:00Z'),
      },
    });
  });

  it('can have no itemscope: then it is ignored after the end of the text', async () => {
    const own = `<article><h1 itemprop="headline">The ferry stays</h1><div itemprop="articleBody">${BODY}</div></article>`;
    const teasers =
      '<ul><li><time itemprop="datePublished" datetime="2019-01-01">x</time><b itemprop="author">Dot East</b></li></ul>';
    const draft = await readPage('<title>x</title>', own + teasers);
    expect(draft).toMatchObject({ headline: 'The ferry stays', authors: [] });
    expect(draft.publishedAt).toBeUndefined();
  });

  it('is not needed if a <time> follows the headline', async () => {
    const body = `<article><h1>The ferry stays</h1><time datetime="2024-03-05T18:30">5 March</time>${BODY}</article>`;
    expect((await readPage('<title>The ferry stays</title>', body)).publishedAt).toEqual(
      new Date('2024-03-05T18:30:00Z'),
    );
  });
});

describe('meta tags', () => {
  it('are enough for all fields of an article', async () => {
    const head = meta({
      ...{
        'og:title': 'The ferry stays | Harbour Daily',
        'og:site_name': 'Harbour Daily',
        'og:locale': 'en_us',
        'og:url': URL,
      },
      ...{
        'og:description': 'A vote.',
        'og:image': 'https://cdn.example/f.jpg',
        'og:image:alt': 'A ferry',
        'og:image:height': '630',
      },
      ...{ 'article:published_time': '2024-03-05T18:30:00Z', 'article:section': 'Town', 'article:tag': 'ferry,winter' },
      ...{ author: 'Ada North and Ben South', 'article:author': 'https://social.example/ada' },
    });
    expect(await readPage(head)).toMatchObject({
      ...{
        sourceId: URL,
        headline: 'The ferry stays',
        standfirst: 'A vote.',
        language: 'en-US',
        section: { name: 'Town' },
      },
      ...{ byline: 'Ada North, Ben South', authors: [{ name: 'Ada North' }, { name: 'Ben South' }] },
      mainImage: { url: 'https://cdn.example/f.jpg', altText: 'A ferry', height: 630 },
      tags: [{ name: 'ferry' }, { name: 'winter' }],
      sources: [{ name: 'Harbour Daily' }],
      publishedAt: new Date('2024-03-05T18:30:00Z'),
    });
  });

  it('give the time of day if the JSON-LD has only a date', async () => {
    const head =
      jsonLd({ '@type': 'NewsArticle', headline: 'x y', datePublished: '2024-03-05' }) +
      meta({ date: '2024-03-05 18:30' });
    expect((await readPage(head)).publishedAt).toEqual(new Date('2024-03-05T18:30:00Z'));
  });

  it('are ignored if their date or their language is invalid', async () => {
    const head = `<title>The ferry stays</title>${meta({ 'article:published_time': 'last Tuesday', date: '2024-03-01', 'og:locale': 'e!' })}`;
    const draft = await readPage(head);
    expect(draft.publishedAt).toEqual(new Date('2024-03-01T00:00:00Z'));
    expect(draft.language).toBeUndefined();
  });

  it('keep the end of a headline that is not the name of the site', async () => {
    const head = meta({ 'og:title': 'Ferries - the long goodbye', 'og:site_name': 'Harbour Daily' });
    expect(await readPage(head)).toMatchObject({ headline: 'Ferries - the long goodbye' });
  });
});
