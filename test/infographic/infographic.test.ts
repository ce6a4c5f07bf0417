import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  await make().article({
    type: 'INFOGRAPHIC',
    headline: 'Where the rain went',
    images: [{ url: '/media/rain.svg', altText: 'A map of four rivers' }],
    embedUrl: 'https://charts.example/rain',
    sources: [{ name: 'Coast Weather Office', role: 'data', url: 'https://weather.example/' }],
    body: [{ type: 'paragraph', html: 'Most of it fell in the north.' }],
  });
  await make().article({ type: 'INFOGRAPHIC', headline: 'A bare one' });
});

async function findInfographic(slug: string) {
  const { data, errors } = await gateway().ask<{ content: Record<string, unknown> & { id: string } }>(
    `query ($slug: String!) { content(by: { slug: $slug }) { id __typename ... on Infographic {
      images { url altText } embedUrl sources { name role url } body { ... on ParagraphBlock { text } } } } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.content;
}

describe('an infographic', () => {
  it('has images, an embed URL, sources and a body', async () => {
    expect(await findInfographic('where-the-rain-went')).toMatchObject({
      __typename: 'Infographic',
      images: [{ url: 'https://news.example/media/rain.svg', altText: 'A map of four rivers' }],
      embedUrl: 'https://charts.example/rain',
      sources: [{ name: 'Coast Weather Office', role: 'data', url: 'https://weather.example/' }],
      body: [{ text: 'Most of it fell in the north.' }],
    });
  });

  it('may have no images, embed URL, sources or body', async () => {
    expect(await findInfographic('a-bare-one')).toMatchObject({ images: [], embedUrl: null, sources: [], body: [] });
  });

  it('is found by its global id', async () => {
    const { id } = await findInfographic('a-bare-one');
    const { data } = await gateway().ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id });
    expect(data).toEqual({ node: { __typename: 'Infographic', id } });
  });
});
