import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  await make().article({
    type: 'VIDEO',
    headline: 'How a lock lifts a barge',
    durationSeconds: 95,
    embedUrl: '/media/player.html',
    renditions: [
      { url: '/media/lock.m3u8', mimeType: 'application/vnd.apple.mpegurl' },
      { url: 'https://files.example/lock.mp4', mimeType: 'video/mp4', width: 1280, height: 720, bitrateKbps: 2500 },
    ],
    captions: [{ language: 'es', url: '/media/lock.es.vtt' }],
    body: [
      { type: 'heading', level: 2, text: 'In four steps' },
      { type: 'paragraph', html: 'Water does the <em>work</em>.' },
    ],
  });
  await make().article({ type: 'VIDEO', headline: 'A clip of elsewhere', embedUrl: 'https://videos.example/embed/1' });
  for (let i = 0; i < 12; i++) await make().article({ type: 'VIDEO', headline: `Clip ${i}`, durationSeconds: i + 1 });
});

const FIELDS = `
  __typename durationSeconds embedUrl
  renditions { url mimeType width height bitrateKbps }
  captions { language url }
  body { __typename ... on HeadingBlock { text anchor } ... on ParagraphBlock { html } }`;

async function findVideo(slug: string) {
  const { data, errors } = await gateway().ask<{ content: Record<string, unknown> & { id: string } }>(
    `query ($slug: String!) { content(by: { slug: $slug }) { id type ... on Video { ${FIELDS} } } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.content;
}

describe('a video', () => {
  it('has absolute URLs of its files, captions and player, a duration, and a body', async () => {
    expect(await findVideo('how-a-lock-lifts-a-barge')).toMatchObject({
      __typename: 'Video',
      type: 'VIDEO',
      durationSeconds: 95,
      embedUrl: 'https://news.example/media/player.html',
      renditions: [
        {
          url: 'https://news.example/media/lock.m3u8',
          mimeType: 'application/vnd.apple.mpegurl',
          width: null,
          height: null,
          bitrateKbps: null,
        },
        { url: 'https://files.example/lock.mp4', mimeType: 'video/mp4', width: 1280, height: 720, bitrateKbps: 2500 },
      ],
      captions: [{ language: 'es', url: 'https://news.example/media/lock.es.vtt' }],
      body: [
        { __typename: 'HeadingBlock', text: 'In four steps', anchor: 'in-four-steps' },
        { __typename: 'ParagraphBlock', html: 'Water does the <em>work</em>.' },
      ],
    });
  });

  it('may have only a player on another site, without a known duration', async () => {
    expect(await findVideo('a-clip-of-elsewhere')).toMatchObject({
      durationSeconds: null,
      embedUrl: 'https://videos.example/embed/1',
      renditions: [],
      captions: [],
      body: [],
    });
  });

  it('is found by its global id, but not by an id with the type Article', async () => {
    const { id } = await findVideo('how-a-lock-lifts-a-barge');
    const [, key] = Buffer.from(id, 'base64').toString().split(':');
    expect(id).toBe(Buffer.from(`Video:${key}`).toString('base64'));
    const other = Buffer.from(`Article:${key}`).toString('base64');
    const { data } = await gateway().ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
      ids: [id, other],
    });
    expect(data).toEqual({ nodes: [{ __typename: 'Video', id }, null] });
  });
});

describe('a list of videos', () => {
  it('needs one more SQL statement for fields such as bodies and files, for any number of videos', async () => {
    const count = async (first: number, fields: string) => {
      database().statements.length = 0;
      const { errors } = await gateway().ask(
        `query ($first: Int!) { contentItems(first: $first) { nodes { headline ... on Video { ${fields} } } } }`,
        { first },
      );
      expect(errors).toBeUndefined();
      return database().statements.length;
    };
    const plain = await count(12, 'durationSeconds');
    expect(await count(1, FIELDS)).toBe(plain + 1);
    expect(await count(12, FIELDS)).toBe(plain + 1);
  });
});
