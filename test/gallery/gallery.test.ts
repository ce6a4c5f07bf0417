import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  await make().article({
    type: 'GALLERY',
    headline: 'The harbour in winter',
    images: [
      { url: '/media/ice.jpg', altText: 'Ice between two boats', caption: 'Monday.', credit: 'A. Winslow' },
      { url: '/media/crane.jpg', altText: 'A crane under snow', caption: 'Tuesday.' },
    ],
    body: [{ type: 'paragraph', html: 'A week of frost.' }],
  });
  await make().article({ type: 'GALLERY', headline: 'Nothing yet' });
});

async function findGallery(fields: string, slug: string) {
  const { data, errors } = await gateway().ask<{ content: Record<string, unknown> & { id: string } }>(
    `query ($slug: String!) { content(by: { slug: $slug }) { id __typename ... on Gallery { ${fields} } } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.content;
}

describe('a gallery', () => {
  it('has its pictures in order, with their captions, and a body', async () => {
    const fields = 'imageCount images { url altText caption credit } body { ... on ParagraphBlock { text } }';
    expect(await findGallery(fields, 'the-harbour-in-winter')).toMatchObject({
      __typename: 'Gallery',
      imageCount: 2,
      images: [
        {
          url: 'https://news.example/media/ice.jpg',
          altText: 'Ice between two boats',
          caption: 'Monday.',
          credit: 'A. Winslow',
        },
        { url: 'https://news.example/media/crane.jpg', caption: 'Tuesday.', credit: null },
      ],
      body: [{ text: 'A week of frost.' }],
    });
    expect(await findGallery(fields, 'nothing-yet')).toMatchObject({ imageCount: 0, images: [], body: [] });
  });

  it('counts its pictures without reading the table of galleries', async () => {
    database().statements.length = 0;
    await findGallery('imageCount', 'the-harbour-in-winter');
    expect(database().statements.filter(({ sql }) => sql.includes('"galleries"'))).toEqual([]);
  });

  it('is found by its global id', async () => {
    const { id } = await findGallery('slug', 'nothing-yet');
    const { data } = await gateway().ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id });
    expect(data).toEqual({ node: { __typename: 'Gallery', id } });
  });
});
