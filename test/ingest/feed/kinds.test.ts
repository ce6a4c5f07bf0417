import { describe, expect, it } from 'vitest';
import type { ContentDraftInput } from '../../../src/ingest/contract/draft.js';
import type { ParsedDocument } from '../../../src/ingest/contract/format.js';
import { feedFormat } from '../../../src/ingest/feed/format.js';

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

describe('a video in a feed', () => {
  const video =
    '<media:content url="https://v.example/1.mp4" type="video/mp4" width="1280" height="720" duration="65" bitrate="900"/>';

  it('makes the item a video if it has little text, and leaves it an article if it has much text', async () => {
    const short = await readDraft(item(`<description>It runs again.</description>${video}`));
    expect(short).toMatchObject({
      type: 'VIDEO',
      renditions: [
        { url: 'https://v.example/1.mp4', mimeType: 'video/mp4', width: 1280, height: 720, bitrateKbps: 900 },
      ],
      durationSeconds: 65,
    });
    const long = await readDraft(item(`<description>${'It runs again. '.repeat(100)}</description>${video}`));
    expect(long).not.toHaveProperty('type');
  });

  it('can be an enclosure, and its duration comes from the iTunes tag', async () => {
    const enclosure = '<enclosure url="https://v.example/1.m4v" type="video/x-m4v" length="9"/>';
    const draft = await readDraft(item(`${enclosure}<itunes:duration>1:05</itunes:duration>`));
    expect(draft).toMatchObject({ type: 'VIDEO', renditions: [{ mimeType: 'video/x-m4v' }], durationSeconds: 65 });
  });

  it('is embedded with its player if it is from YouTube, and its description may be long', async () => {
    const draft = await readDraft(`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:yt="http://www.youtube.com/xml/schemas/2015"><title>Meridian TV</title>
      <entry><id>yt:video:a1B2c3D4e5F</id><yt:videoId>a1B2c3D4e5F</yt:videoId><title>Night train</title>
      <link rel="alternate" href="https://www.youtube.com/watch?v=a1B2c3D4e5F"/><published>2026-02-03T08:30:00Z</published>
      <media:group><media:title>Night train</media:title>
      <media:content url="https://www.youtube.com/v/a1B2c3D4e5F?version=3" type="application/x-shockwave-flash"/>
      <media:thumbnail url="https://i.example/a.jpg" width="480" height="360"/>
      <media:description>${'The line is open. '.repeat(100)}</media:description></media:group></entry></feed>`);
    expect(draft).toMatchObject({
      ...{ type: 'VIDEO', embedUrl: 'https://www.youtube.com/embed/a1B2c3D4e5F', renditions: [] },
      ...{ mainImage: { url: 'https://i.example/a.jpg' }, body: [{ type: 'paragraph' }] },
    });
  });

  it('does not make the item a video if the item also has audio', async () => {
    const draft = await readDraft(item(`<enclosure url="https://s.example/1.mp3" type="audio/mpeg"/>${video}`));
    expect(draft).toMatchObject({ audio: { url: 'https://s.example/1.mp3' } });
    expect(draft).not.toHaveProperty('type');
  });
});

describe('pictures in a feed', () => {
  const group = (...names: string[]) =>
    `<media:group>${names
      .map(
        (name) =>
          `<media:content url="https://p.example/${name}.jpg" medium="image"><media:description>Of ${name}</media:description></media:content>`,
      )
      .join('')}</media:group>`;

  it('become a gallery if there are at least three, with little text', async () => {
    const draft = await readDraft(
      item(`<description>Seen on the way.</description>${group('bridge', 'tunnel', 'harbour')}`),
    );
    expect(draft).toMatchObject({ type: 'GALLERY', body: [{ html: 'Seen on the way.' }] });
    expect(draft.images).toEqual([
      { url: 'https://p.example/bridge.jpg', altText: '', caption: 'Of bridge' },
      { url: 'https://p.example/tunnel.jpg', altText: '', caption: 'Of tunnel' },
      { url: 'https://p.example/harbour.jpg', altText: '', caption: 'Of harbour' },
    ]);
  });

  it('do not become a gallery if they are one picture in several sizes', async () => {
    const draft = await readDraft(
      item(group('bridge-over-it-300x200', 'bridge-over-it-600x400', 'bridge-over-it-900x600')),
    );
    expect(draft).not.toHaveProperty('type');
  });
});
