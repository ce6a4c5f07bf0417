import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const URLS = {
  cloudinary: 'https://res.cloudinary.com/demo/image/upload/v1/ferry.jpg',
  imgix: 'https://assets.imgix.net/ferry.jpg',
  contentful: 'https://images.ctfassets.net/space/asset/hash/ferry.jpg',
  elsewhere: 'https://pictures.example/ferry.jpg?size=original',
  here: '/media/ferry.svg',
};

beforeAll(async () => {
  for (const [name, url] of Object.entries(URLS)) {
    await make().article({
      headline: name,
      mainImage: { url, altText: '', width: 1000, height: 500, focalPoint: { x: 0.25, y: 1 } },
    });
  }
  await make().article({ headline: 'no picture' });
});

async function ask(slug: string) {
  const { data, errors } = await gateway().ask<{ article: { mainImage: Record<string, unknown> | null } }>(
    `query ($slug: String!) { article(by: { slug: $slug }) { mainImage {
      url small: url(width: 480) srcSet altText caption focalPoint { x y }
    } } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.article.mainImage;
}

describe('an image', () => {
  it.each(['cloudinary', 'imgix', 'contentful'] as const)('of %s has a URL for the requested width', async (host) => {
    const image = await ask(host);
    expect(image?.url).toBe(URLS[host]);
    expect(String(image?.small)).toMatch(/480/);
    expect(image?.small).not.toBe(URLS[host]);
    const widths = [...String(image?.srcSet).matchAll(/ (\d+)w/g)].map(([, width]) => Number(width));
    expect(widths).toEqual([320, 480, 640, 960]);
  });

  it('of a host that does not resize keeps its URL, and has no srcSet', async () => {
    expect(await ask('elsewhere')).toMatchObject({ url: URLS.elsewhere, small: URLS.elsewhere, srcSet: null });
    expect(await ask('here')).toMatchObject({
      url: 'https://news.example/media/ferry.svg',
      small: 'https://news.example/media/ferry.svg',
    });
  });

  it('has an empty `altText`, not the headline, if nobody wrote an alternative text', async () => {
    expect(await ask('elsewhere')).toMatchObject({ altText: '', caption: null, focalPoint: { x: 0.25, y: 1 } });
    expect(await ask('no-picture')).toBeNull();
  });

  it('refuses an invalid width, and names the argument', async () => {
    for (const width of [0, -5, 1_000_000]) {
      const { errors } = await gateway().ask(
        `{ article(by: { slug: "here" }) { mainImage { url(width: ${width}) } } }`,
      );
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'width' } });
    }
  });
});
