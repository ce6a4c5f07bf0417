import { describe, expect, it } from 'vitest';
import type { ContentDraftInput } from '../../src/ingest/contract/draft.js';
import type { ParsedDocument } from '../../src/ingest/contract/format.js';
import { feedFormat } from '../../src/ingest/feed/format.js';

async function readAll(text: string): Promise<ParsedDocument[]> {
  const file = { path: 'made.xml', size: text.length, bytes: async () => Buffer.from(text) };
  const documents: ParsedDocument[] = [];
  for await (const document of feedFormat.read(file, { timeZone: 'Europe/Madrid' })) {
    documents.push(document);
  }
  return documents;
}

async function readDraft(text: string): Promise<ContentDraftInput> {
  const [document] = await readAll(text);
  if (document?.kind !== 'draft') {
    throw new Error(`No draft: ${JSON.stringify(document)}`);
  }
  return document.draft;
}

function rss(items: string, channel = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
<channel><title>The Meridian Post</title><link>https://meridian.example/</link><language>en-gb</language>${channel}
${items}
</channel></rss>`;
}

function item(fields: string): string {
  return rss(`<item><guid isPermaLink="false">p-1</guid><title>Night train returns</title>${fields}</item>`);
}

describe('RSS', () => {
  it('becomes a draft with its text, people, tags, time, picture and source', async () => {
    const draft = await readDraft(
      item(`<link>/trains/night</link><description>The line reopens in March.</description>
        <content:encoded><![CDATA[<p>The <b>night train</b> is back.</p><p>Tickets &amp; beds.</p>]]></content:encoded>
        <dc:creator>Ada Winslow in Villaluz and Jonas Reed</dc:creator><category>Railways</category><category>railways</category>
        <pubDate>Tue, 03 Feb 2026 08:30:00 GMT</pubDate>
        <media:content url="https://cdn.example/s.jpg" width="140"/>
        <media:content url="https://cdn.example/l.jpg" medium="image" width="1600" height="900">
          <media:description>The first train</media:description><media:credit>P. Lindqvist</media:credit></media:content>`),
    );
    expect(draft).toEqual({
      sourceId: 'p-1',
      sourceUrl: 'https://meridian.example/trains/night',
      headline: 'Night train returns',
      standfirst: 'The line reopens in March.',
      byline: 'Ada Winslow in Villaluz and Jonas Reed',
      authors: [{ name: 'Ada Winslow' }, { name: 'Jonas Reed' }],
      sources: [{ name: 'The Meridian Post', url: 'https://meridian.example/' }],
      tags: [{ name: 'Railways', kind: 'SUBJECT' }],
      publishedAt: new Date('2026-02-03T08:30:00Z'),
      language: 'en-GB',
      mainImage: {
        url: 'https://cdn.example/l.jpg',
        altText: '',
        caption: 'The first train',
        credit: 'P. Lindqvist',
        width: 1600,
        height: 900,
      },
      body: [
        { type: 'paragraph', html: 'The <strong>night train</strong> is back.' },
        { type: 'paragraph', html: 'Tickets &amp; beds.' },
      ],
    });
  });

  it('takes the name of an author without the e-mail address, and takes no author from an address alone', async () => {
    const named = await readDraft(item('<author>desk@meridian.example (Marcus Bell)</author>'));
    expect(named).toMatchObject({ byline: 'Marcus Bell', authors: [{ name: 'Marcus Bell' }] });
    const bare = await readDraft(item('<author>desk@meridian.example</author>'));
    expect(bare.byline).toBeUndefined();
    expect(bare.authors).toEqual([]);
  });

  it('reads titles as plain text: removes tags, decodes entities, and keeps text that only looks like a tag', async () => {
    const titled = (title: string) => rss(`<item><guid>1</guid><title>${title}</title></item>`);
    expect((await readDraft(titled('Bread &amp;amp; &lt;i&gt;butter&lt;/i&gt;'))).headline).toBe('Bread & butter');
    expect((await readDraft(titled('<![CDATA[Why List<String> &amp; co. matter]]>'))).headline).toBe(
      'Why List<String> & co. matter',
    );
    expect((await readDraft(titled('Fish & chips'))).headline).toBe('Fish & chips');
  });

  it('makes a headline of the first words of the text if there is no title', async () => {
    const text =
      'The Institute of Tides opens its flood forecast to everyone along the coast, six days ahead of time and free.';
    const { headline } = await readDraft(rss(`<item><guid>1</guid><description>${text}</description></item>`));
    expect(headline).toBe(
      'The Institute of Tides opens its flood forecast to everyone along the coast, six days ahead of time…',
    );
    expect(headline.length).toBeLessThanOrEqual(100);
  });

  it('takes a section only from a category with the domain "section"', async () => {
    const draft = await readDraft(
      item(
        '<category domain="https://meridian.example/topics">Tides</category><category domain="section">News</category>',
      ),
    );
    expect(draft.section).toEqual({ name: 'News' });
    expect(draft.tags).toEqual([{ name: 'Tides', kind: 'SUBJECT' }]);
  });

  it('keeps at most twenty tags', async () => {
    const draft = await readDraft(item(Array.from({ length: 30 }, (_, n) => `<category>tag ${n}</category>`).join('')));
    expect(draft.tags).toHaveLength(20);
  });

  it('takes an audio enclosure with its duration', async () => {
    const draft = await readDraft(
      item('<enclosure url="/a/one.mp3" type="audio/mpeg" length="9"/><itunes:duration>1:02:03</itunes:duration>'),
    );
    expect(draft.audio).toEqual({ url: 'https://meridian.example/a/one.mp3', durationSeconds: 3723 });
  });

  it('does not repeat the main image at the start of the body, but takes the alt text from there', async () => {
    const draft = await readDraft(
      item(`<enclosure url="https://cdn.example/b.jpg" type="image/jpeg" length="1"/>
        <description><![CDATA[<img src="https://cdn.example/b-300x200.jpg" alt="A bridge"><p>Text.</p>]]></description>`),
    );
    expect(draft.mainImage).toMatchObject({ url: 'https://cdn.example/b.jpg', altText: 'A bridge' });
    expect(draft.body).toEqual([{ type: 'paragraph', html: 'Text.' }]);
  });

  it('reads a date without a zone in the zone of the import, and reads month names of other languages', async () => {
    const at = async (date: string) => (await readDraft(item(`<pubDate>${date}</pubDate>`))).publishedAt;
    expect(await at('2026-02-03 08:30')).toEqual(new Date('2026-02-03T07:30:00Z'));
    expect(await at('Seg, 24 Set 2018 19:42:40 -0300')).toEqual(new Date('2018-09-24T22:42:40Z'));
    expect(await at('mar., 3 févr. 2026 08:30:00 GMT')).toEqual(new Date('2026-02-03T08:30:00Z'));
  });

  it('reports an item whose date cannot be read, and reads the next item', async () => {
    const documents = await readAll(
      rss(
        '<item><guid>1</guid><title>A</title><pubDate>Tue, 30 Feb 2026 08:00 GMT</pubDate></item><item><guid>2</guid><title>B</title></item>',
      ),
    );
    expect(documents).toMatchObject([
      { kind: 'failed', place: 'item 1', reason: 'pubDate is not a date: "Tue, 30 Feb 2026 08:00 GMT".' },
      { kind: 'draft', place: 'item 2', draft: { headline: 'B' } },
    ]);
  });

  it('reports an item without an id, an item without a text, and an empty item', async () => {
    const documents = await readAll(rss('<item><title>No id</title></item><item><guid>2</guid></item><item></item>'));
    expect(documents).toEqual([
      { kind: 'failed', place: 'item 1', reason: expect.stringContaining('Neither an id (guid) nor a link') },
      { kind: 'failed', place: 'item 2', reason: 'Neither a title nor any text.' },
      { kind: 'failed', reason: "1 of the feed's 3 items hold nothing that can be read." },
    ]);
  });

  it('distinguishes items with the same id by their links, and skips a second item with the same id and link', async () => {
    const entry = (path: string) =>
      `<item><guid>x</guid><title>T</title><link>https://meridian.example/${path}</link></item>`;
    expect(await readAll(rss(entry('a') + entry('b') + entry('a')))).toMatchObject([
      { kind: 'draft', draft: { sourceId: 'x' } },
      { kind: 'draft', draft: { sourceId: 'https://meridian.example/b' } },
      { kind: 'skipped', reason: 'It has the id of item 1.' },
    ]);
  });
});

describe('RSS 1.0', () => {
  const rdf = (contents: string) => `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://tides.example"><title>Tides</title><link>https://tides.example</link>${contents}</channel>
    <item rdf:about="https://tides.example/1"><title>One</title><link>https://tides.example/1</link>
      <dc:creator>Haddane, S. K.</dc:creator><dc:subject>Flooding; Rivers</dc:subject><dc:date>2026-01-02</dc:date></item>
    <item rdf:about="https://tides.example/2"><title>Two</title></item></rdf:RDF>`;

  it('becomes drafts with the fields of Dublin Core', async () => {
    expect(await readDraft(rdf(''))).toMatchObject({
      sourceId: 'https://tides.example/1',
      byline: 'Haddane, S. K.',
      authors: [{ name: 'S. K. Haddane' }],
      tags: [{ name: 'Flooding' }, { name: 'Rivers' }],
      publishedAt: new Date('2026-01-01T23:00:00Z'),
    });
  });

  it('gives all items, also items that are missing in the table of contents', async () => {
    const contents = '<items><rdf:Seq><rdf:li rdf:resource="https://tides.example/2"/></rdf:Seq></items>';
    expect(await readAll(rdf(contents))).toHaveLength(2);
  });

  it('takes `rdf:about` as the address of an item without a link, also a relative one', async () => {
    const item = '<item rdf:about="/1"><title>One</title></item>';
    const feed = rdf('').replace(/<item [\s\S]*<\/item>/, item);
    expect(await readDraft(feed)).toMatchObject({ sourceId: '/1', sourceUrl: 'https://tides.example/1' });
  });
});

describe('Atom', () => {
  const atom = (entry: string) => `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="es">
    <title>El Correo Meridiano</title><author><name>Carmen Ibarra</name></author>
    <link rel="self" href="https://correo.example/feed"/><link href="https://correo.example/"/>
    <entry><id>tag:correo.example,2026:1</id><updated>2026-03-02T10:00:00Z</updated>${entry}</entry></feed>`;

  it('takes the address from the link to the page, the author and the language from the feed, and both times', async () => {
    const draft = await readDraft(
      atom(`<title type="html">El &lt;em&gt;puente&lt;/em&gt;</title><published>2026-03-01T09:00:00+01:00</published>
        <link rel="enclosure" type="audio/mpeg" href="https://correo.example/a.mp3"/><link href="/puente"/>
        <category term="puertos" label="Puertos"/>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Nueve <b>horas</b>.</p></div></content>`),
    );
    expect(draft).toMatchObject({
      sourceUrl: 'https://correo.example/puente',
      headline: 'El puente',
      authors: [{ name: 'Carmen Ibarra' }],
      language: 'es',
      tags: [{ name: 'Puertos' }],
      publishedAt: new Date('2026-03-01T08:00:00Z'),
      updatedAt: new Date('2026-03-02T10:00:00Z'),
      audio: { url: 'https://correo.example/a.mp3' },
      body: [{ type: 'paragraph', html: 'Nueve <strong>horas</strong>.' }],
    });
  });

  it('reads a text without a type as plain text', async () => {
    const draft = await readDraft(atom('<title>Use &lt;b&gt; well</title><summary type="text">1 &lt; 2</summary>'));
    expect(draft.headline).toBe('Use <b> well');
    expect(draft.body).toEqual([{ type: 'paragraph', html: '1 &lt; 2' }]);
  });

  it('is not mistaken for RSS if an entry quotes RSS', async () => {
    const draft = await readDraft(
      atom('<title>Feeds</title><content type="html"><![CDATA[<pre> <rss version="2.0"> </pre>]]></content>'),
    );
    expect(draft.headline).toBe('Feeds');
  });
});

describe('JSON Feed', () => {
  it('becomes drafts without the NULs and lone surrogates that JSON escapes may contain', async () => {
    const entry = {
      id: 7,
      url: 'https://meridian.example/7',
      title: 'Tide\u0000s \ud800',
      content_text: 'One.\n\nTwo & three.',
      image: 'https://cdn.example/7.png',
      tags: ['Water'],
      authors: [{ name: 'Priya Lindqvist' }],
      date_published: '2026-01-05T08:00:00-05:00',
      attachments: [{ url: 'https://cdn.example/7.m4a', mime_type: 'audio/mp4', duration_in_seconds: 61.4 }],
    };
    const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'Post', language: 'en_US', items: [entry] };
    expect(await readDraft(JSON.stringify(feed))).toMatchObject({
      sourceId: '7',
      headline: 'Tides \ufffd',
      language: 'en-US',
      mainImage: { url: 'https://cdn.example/7.png' },
      audio: { url: 'https://cdn.example/7.m4a', durationSeconds: 61 },
      body: [
        { type: 'paragraph', html: 'One.' },
        { type: 'paragraph', html: 'Two &amp; three.' },
      ],
    });
  });
});
