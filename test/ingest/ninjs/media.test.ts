import { describe, expect, it } from 'vitest';
import { type ContentDraft, contentDraftSchema } from '../../../src/ingest/contract/draft.js';
import { ninjsFormat } from '../../../src/ingest/ninjs/format.js';

describe('ninjs: pictures, sounds and videos', () => {
  it('gives a picture the largest rendition for the web, and not the original TIFF', async () => {
    const draft = await readDraft({
      uri: 'urn:x:p',
      type: 'picture',
      headline: 'Lighthouse',
      by: 'Ines Falk',
      descriptions: [
        { role: 'caption', value: 'The old lighthouse at dusk.' },
        { role: 'creditline', value: 'XNA' },
        { role: 'alt', value: 'A white tower on a rock' },
      ],
      renditions: [
        { name: 'original', href: 'https://p.example/o.tif', contentType: 'image/tiff', width: 9000, height: 6000 },
        { name: 'small', href: 'https://p.example/s.jpg', contentType: 'image/jpeg', width: 300, height: 200 },
        {
          name: 'main',
          href: 'https://p.example/m.jpg',
          contentType: 'image/jpeg',
          width: 3000,
          height: 2000,
          poi: { x: 750, y: 500 },
        },
        { name: 'data', href: 'https://p.example/m.xml', contentType: 'text/xml' },
      ],
    });
    expect(draft.mainImage).toEqual({
      url: 'https://p.example/m.jpg',
      altText: 'A white tower on a rock',
      caption: 'The old lighthouse at dusk.',
      credit: 'Ines Falk/XNA',
      width: 3000,
      height: 2000,
      focalPoint: { x: 0.25, y: 0.25 },
    });
    expect(draft).toMatchObject({ type: 'GALLERY', images: [draft.mainImage], body: [] });
    expect(draft.standfirst).toBeUndefined();
  });

  it('never takes the headline as the alt text', async () => {
    const draft = await readDraft({
      uri: 'urn:x:p',
      type: 'picture',
      headline: 'Lighthouse',
      renditions: { main: { href: JPEG } },
    });
    expect(draft.mainImage).toEqual({ url: JPEG, altText: '' });
  });

  it.each([
    [{ by: 'Ines Falk/XNA', copyrightholder: 'XNA' }, 'Ines Falk/XNA'],
    [{ by: 'Photo: Ines Falk', copyrightholder: 'Nord Foto' }, 'Ines Falk/Nord Foto'],
    [{ copyrightnotice: 'Copyright 2024 Nord Foto, www.nord.example - all rights reserved.' }, 'Nord Foto'],
  ])('credits %j as %s', async (fields, credit) => {
    const draft = await readDraft({
      uri: 'urn:x:p',
      type: 'picture',
      title: 'T',
      renditions: [{ href: JPEG }],
      ...fields,
    });
    expect(draft.mainImage).toMatchObject({ credit });
  });

  it('gives audio with its duration, also if the duration is in milliseconds', async () => {
    const rendition = { name: 'main', href: 'https://s.example/a.mp3', contentType: 'audio/mpeg' };
    const sound = (more: object) => ({
      uri: 'urn:x:s',
      type: 'audio',
      title: 'Bells',
      renditions: [{ ...rendition, ...more }],
    });
    expect(await readDraft(sound({ duration: 61.4 }))).toMatchObject({
      audio: { url: 'https://s.example/a.mp3', durationSeconds: 61 },
    });
    expect(await readDraft(sound({ duration: 61400, sizeInBytes: 982_000 }))).toMatchObject({
      audio: { durationSeconds: 61 },
    });
  });

  it('gives a video the files that browsers play, the best first, with its still picture and its description', async () => {
    const draft = await readDraft({
      uri: 'urn:x:v',
      type: 'video',
      headline: 'Launch',
      description_text: 'The boat slides into the bay.',
      renditions: {
        wmv: { href: 'https://v.example/a.wmv', mimetype: 'video/x-ms-wmv', width: 1920, height: 1080 },
        small: { href: 'https://v.example/s.mp4', mimetype: 'video/mp4', width: 640, height: 360 },
        large: { href: 'https://v.example/l.mp4', mimetype: 'video/mp4', width: 1280, height: 720 },
        preview: { href: JPEG, mimetype: 'image/jpeg', width: 640, height: 360 },
        words: { href: 'https://v.example/en.vtt', mimetype: 'text/vtt' },
      },
      language: 'en',
    });
    expect(draft).toMatchObject({
      type: 'VIDEO',
      renditions: [
        { url: 'https://v.example/l.mp4', mimeType: 'video/mp4', width: 1280, height: 720 },
        { url: 'https://v.example/s.mp4', mimeType: 'video/mp4', width: 640, height: 360 },
      ],
      captions: [{ language: 'en', url: 'https://v.example/en.vtt' }],
      body: [{ type: 'paragraph', html: 'The boat slides into the bay.' }],
      mainImage: { url: JPEG, altText: '', width: 640, height: 360 },
    });
  });

  it.each([
    [{ duration: 61.4 }, 61],
    [{ duration: 61_400, sizeInBytes: 60_000_000 }, 61],
    [{ duration: 128_929 }, 129],
    [{}, undefined],
  ])('reads the duration of a video, given as %j, as %i seconds', async (fields, seconds) => {
    const rendition = { name: 'main', href: 'https://v.example/a.mp4', contentType: 'video/mp4', ...fields };
    const draft = await readDraft({ uri: 'urn:x:v', type: 'video', title: 'Launch', renditions: [rendition] });
    expect(draft.durationSeconds).toBe(seconds);
  });

  it('makes an article of a video that has no file for browsers', async () => {
    const renditions = [{ name: 'main', href: 'https://v.example/a.mxf', contentType: 'application/mxf' }];
    const draft = await readDraft({
      uri: 'urn:x:v',
      type: 'video',
      title: 'Launch',
      description_text: 'It slides.',
      renditions,
    });
    expect(draft).toMatchObject({ type: 'ARTICLE', body: [{ html: 'It slides.' }] });
  });

  it('makes a graphic an infographic, with its interactive page as the embed', async () => {
    const draft = await readDraft({
      uri: 'urn:x:g',
      type: 'graphic',
      title: 'Tides',
      body_text: 'The tide rose by two metres.',
      renditions: [
        { name: 'main', href: 'https://p.example/tides.png', contentType: 'image/png' },
        { name: 'web', href: 'https://charts.example/tides', contentType: 'text/html' },
      ],
    });
    expect(draft).toMatchObject({
      type: 'INFOGRAPHIC',
      images: [{ url: 'https://p.example/tides.png' }],
      embedUrl: 'https://charts.example/tides',
      body: [{ html: 'The tide rose by two metres.' }],
    });
  });
});

describe('ninjs: associations', () => {
  it('takes the featured picture as the main image, and appends the others', async () => {
    const draft = await readDraft({
      ...STORY,
      associations: {
        editor_1: picture('1', 'https://p.example/1.jpg'),
        none: null,
        featuremedia: picture('2', 'https://p.example/2.jpg'),
        film: { uri: 'urn:x:3', type: 'video', renditions: { main: { href: 'https://v.example/3.mp4' } } },
      },
    });
    expect(draft.mainImage).toMatchObject({ url: 'https://p.example/2.jpg' });
    expect(draft.body).toMatchObject([
      { type: 'paragraph' },
      { type: 'embed', url: 'https://v.example/3.mp4' },
      { type: 'image', image: { url: 'https://p.example/1.jpg' } },
    ]);
  });

  it('takes a picture in the body once, in its best rendition', async () => {
    const associations = ['1', '2'].map((id) => ({
      name: `a${id}`,
      type: 'picture',
      uri: `urn:x:${id}`,
      renditions: [
        {
          name: 'hires',
          href: `https://p.example/${id}-large.jpg`,
          contentType: 'image/jpeg',
          width: 2000,
          height: 1000,
        },
        {
          name: 'thumb',
          href: `https://p.example/${id}-thumb.jpg`,
          contentType: 'image/jpeg',
          width: 200,
          height: 100,
        },
      ],
    }));
    const value = ['1', '2'].map(
      (id) => `<p>Text ${id}.</p><figure><img src="https://p.example/${id}-thumb.jpg" alt="Seen ${id}"></figure>`,
    );
    const draft = await readDraft({ ...STORY, body_text: undefined, body_html: value.join(''), associations });
    expect(draft.mainImage).toMatchObject({ url: 'https://p.example/1-large.jpg' });
    expect(draft.body).toMatchObject([
      { html: 'Text 1.' },
      { html: 'Text 2.' },
      { type: 'image', image: { url: 'https://p.example/2-large.jpg', altText: 'Seen 2' } },
    ]);
    expect(draft.body).toHaveLength(3);
  });

  it('makes associated texts related items, and leaves out events and withheld pictures', async () => {
    const draft = await readDraft({
      ...STORY,
      associations: [
        { name: 'sidebar', uri: 'urn:x:s', type: 'text', headlines: [{ value: 'Side' }] },
        { name: 'event', uri: 'urn:x:e', type: 'event' },
        { ...picture('4', 'https://p.example/4.jpg'), pubStatus: 'withheld' },
      ],
    });
    expect(draft.related).toEqual(['urn:x:s']);
    expect(draft.mainImage).toBeUndefined();
  });

  it('gives the item the latest embargo of the item and its pictures', async () => {
    const embargoed = { ...picture('4', 'https://p.example/4.jpg'), embargoedUntil: '2030-01-02T00:00:00Z' };
    const draft = await readDraft({ ...STORY, embargoedUntil: '2030-01-01T00:00:00Z', associations: [embargoed] });
    expect(draft.embargoedUntil).toEqual(new Date('2030-01-02T00:00:00Z'));
  });

  it.each([
    ['a gallery if its text is short', 'Boats of the bay.', 'GALLERY'],
    ['an article if its text is long', 'Boats of the bay. '.repeat(50), 'ARTICLE'],
  ])('makes a package of pictures %s', async (_what, text, type) => {
    const associations = [picture('1', 'https://p.example/1.jpg'), picture('2', 'https://p.example/2.jpg')];
    const draft = await readDraft({
      uri: 'urn:x:pkg',
      type: 'composite',
      headline: 'Boats',
      body_text: text,
      associations,
    });
    expect(draft).toMatchObject({ type, mainImage: { url: 'https://p.example/1.jpg' } });
    expect(draft.images.map(({ url }) => url)).toEqual(
      type === 'GALLERY' ? ['https://p.example/1.jpg', 'https://p.example/2.jpg'] : [],
    );
    expect(draft.body).toHaveLength(type === 'GALLERY' ? 1 : 2);
  });

  it('gives a package without a text the texts of its parts', async () => {
    const draft = await readDraft({
      uri: 'urn:x:pkg',
      type: 'composite',
      headline: 'Storm roundup',
      associations: [
        { name: 'north', uri: 'urn:x:n', type: 'text', headline: 'North', body_text: 'Rain.' },
        { name: 'south', uri: 'urn:x:s', type: 'text', headline: 'South', body_text: 'Wind.' },
      ],
    });
    expect(draft.body).toEqual([
      { type: 'heading', level: 2, text: 'North' },
      { type: 'paragraph', html: 'Rain.' },
      { type: 'heading', level: 2, text: 'South' },
      { type: 'paragraph', html: 'Wind.' },
    ]);
    expect(draft.related).toEqual(['urn:x:n', 'urn:x:s']);
  });
});

const JPEG = 'https://p.example/a.jpg';
const STORY = { uri: 'urn:x:1', type: 'text', headline: 'Told', body_text: 'Text.' };

function picture(id: string, href: string) {
  return {
    name: `p${id}`,
    uri: `urn:x:${id}`,
    type: 'picture',
    renditions: { main: { href, mimetype: 'image/jpeg' } },
  };
}

async function readDraft(document: unknown): Promise<ContentDraft> {
  const bytes = Buffer.from(JSON.stringify(document));
  for await (const parsed of ninjsFormat.read({ path: '', size: 0, bytes: async () => bytes }, { timeZone: 'UTC' })) {
    if (parsed.kind === 'draft') {
      return contentDraftSchema.parse(parsed.draft);
    }
    throw new Error(JSON.stringify(parsed));
  }
  throw new Error('Nothing was read.');
}
