import { beforeAll } from 'vitest';
import { CONTENT_TYPES, type ContentType, typeNameOf } from '../../src/item/kind-names.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, type Maker, useMaker } from '../support/make.js';
import { FIRST_KEYS, NODE_TYPES } from '../support/node-types.js';

/** Two copies of one newsroom. Only `hiding` has hidden items. Readers must get the same answers from both copies. */
export const databases = { hiding: useDatabase(), innocent: useDatabase() };
export const gateways = { hiding: useGateway(databases.hiding), innocent: useGateway(databases.innocent) };
const makers = { hiding: useMaker(databases.hiding), innocent: useMaker(databases.innocent) };

const HIDDEN = {
  draft: { status: 'DRAFT' },
  scheduled: { publishedAt: hoursAgo(-1) },
  embargoed: { embargoedUntil: hoursAgo(-1) },
  expired: { expiresAt: hoursAgo(0) },
  withdrawn: { status: 'WITHDRAWN', withdrawnReason: 'It was wrong.' },
} as const;
/**
 * Words of hidden items only. `never` is in items that were never public, and is one typo away from a public word: so
 * search must not correct a query to `never`. `once` is in items that were public before: search may know `once`.
 */
export const SECRETS = { never: 'lighthousen', once: 'quarryfolk' };
const secretOf = (state: keyof typeof HIDDEN) =>
  state === 'expired' || state === 'withdrawn' ? SECRETS.once : SECRETS.never;
export const hiddenItems = CONTENT_TYPES.flatMap((type) =>
  (Object.keys(HIDDEN) as (keyof typeof HIDDEN)[]).map((state) => ({
    type,
    state,
    headline: `${secretOf(state)} ${state} ${type}`,
  })),
);
/** The name of what only the hidden items of one state use: a tag, an author, a region, a series and a section. */
export const nameIn = (state: keyof typeof HIDDEN) => `${secretOf(state)} ${state} files`;
const hiddenSources = hiddenItems.map(({ headline }) => `test:${headline}`);

/** Fields that public and hidden items have in common. Only the word `text` differs. */
const shared = (text: string) => ({
  section: { name: 'Shared', parent: { name: 'Top' } },
  series: { name: 'Shared' },
  regions: [{ name: 'Shared' }],
  authors: [{ name: 'Shared' }],
  standfirst: `The harbour ${text} stands.`,
  body: [{ type: 'paragraph' as const, html: `A <em>${text}</em> in the harbour.` }],
  images: [
    { url: 'https://pictures.example/1.jpg', width: 800, height: 600, altText: 'A tower', caption: `The ${text}` },
  ],
  renditions: [],
  posts: [
    {
      ...{
        sourceId: `${text} post`,
        title: `A ${text} post`,
        publishedAt: hoursAgo(1),
        isKeyEvent: true,
        isPinned: true,
      },
      body: [{ type: 'paragraph' as const, html: `By the ${text}.` }],
    },
  ],
});

async function makePublic({ article, record }: Maker): Promise<void> {
  await record({ record: 'site', language: 'en', timeZone: 'Europe/Lisbon' });
  for (const language of ['en', 'es']) await record({ record: 'edition', language, name: language });
  for (const [slug, kind] of [
    ['shared', 'SUBJECT'],
    ['public-only', 'SUBJECT'],
    ['hidden-only', 'SUBJECT'],
    ['twins', 'SUBJECT'],
  ] as const)
    await record({ record: 'tag', language: 'en', slug, name: slug, kind });
  for (const type of CONTENT_TYPES) {
    await article({
      ...shared('lighthouse'),
      ...{ type, headline: `Public ${type}`, publishedAt: hoursAgo(30), updatedAt: hoursAgo(30) },
      tags: [{ name: 'shared' }, { name: 'public-only' }],
      views: [{ hour: hoursAgo(3), views: 7 }],
    });
  }
  await article({
    headline: 'Traducido',
    language: 'es',
    translationOf: 'test:Public ARTICLE',
    publishedAt: hoursAgo(40),
  });
  await article({
    ...shared('lighthouse'),
    headline: 'Full of links',
    publishedAt: hoursAgo(50),
    tags: [{ name: 'shared' }, { name: 'twins' }],
    related: [...hiddenSources, 'test:Public ARTICLE'],
    body: [
      { type: 'relatedNews', items: [...hiddenSources, 'test:Public VIDEO'] },
      ...hiddenSources.map((source) => ({ type: 'articleLink' as const, article: source })),
    ],
  });
}

async function makeHidden({ article }: Maker): Promise<void> {
  for (const { headline, state, type } of hiddenItems) {
    await article({
      ...shared(secretOf(state)),
      ...{ type, headline, aliases: [`/old/${state}/${type}`], translationOf: `test:Public ${type}` },
      tags: [{ name: 'shared' }, { name: 'hidden-only' }, { name: 'twin' }, { name: nameIn(state), kind: 'EVENT' }],
      authors: [{ name: 'Shared' }, { name: nameIn(state) }],
      regions: [{ name: 'Shared' }, { name: nameIn(state) }],
      // An item has one section and one series. The other kinds are in the shared ones.
      ...(type === 'VIDEO' && {
        section: { name: nameIn(state), parent: { name: `${secretOf(state)} ${state} desk` } },
        series: { name: nameIn(state) },
      }),
      views: [{ hour: hoursAgo(2), views: 1000 }],
      related: ['test:Public ARTICLE'],
      ...HIDDEN[state],
    });
  }
  // No public item is in this language.
  await article({ headline: `${SECRETS.never} français`, language: 'fr', status: 'DRAFT' });
}

/** Adds records that refer to items. `there` lists the sources of the hidden items that this newsroom has. */
async function makeRest({ link, record }: Maker, there: readonly string[]): Promise<void> {
  // Only hidden items have a tag with the slug `twin`.
  await record({ record: 'tag', language: 'en', slug: 'twins', name: 'twins', kind: 'SUBJECT', aliases: ['twin'] });
  await record({
    ...{ record: 'collection', language: 'en', slug: 'shared', title: 'Shared' },
    items: [...there, 'test:Public ARTICLE', 'test:Public VIDEO'],
    rule: { sections: ['top'] },
  });
  await record({
    record: 'page',
    language: 'en',
    slug: 'shared',
    title: 'Shared',
    body: [{ type: 'heading', level: 2, text: 'Us' }],
  });
  for (const [index, source] of [...hiddenSources, 'test:Public ARTICLE'].entries()) {
    const article = there.includes(source) || source.includes('Public') ? { article: source } : {};
    const line = { language: 'en', text: `Line ${index}`, publishedAt: hoursAgo(1), ...article };
    await record({ record: 'breaking', sourceId: `line ${index}`, ...line });
  }
  await link();
}

/** The global ids of items, by headline. */
export const itemIds = new Map<string, string>();
const postIds = { hidden: [] as string[], public: [] as string[] };
const nameIds: string[] = [];
const NAME_TYPES = { Tag: 'tags', Author: 'authors', Region: 'regions', Section: 'sections', Series: 'series' };

beforeAll(async () => {
  await makePublic(makers.hiding());
  await makePublic(makers.innocent());
  await makeHidden(makers.hiding());
  await makeRest(makers.hiding(), hiddenSources);
  await makeRest(makers.innocent(), []);
  const { rows } = await databases
    .hiding()
    .pool.query<{ id: string; type: ContentType; headline: string }>('select id, type, headline from content_items');
  for (const { headline, id, type } of rows) itemIds.set(headline, globalId(typeNameOf(type), id));
  const posts = await databases
    .hiding()
    .pool.query<{ id: string; headline: string }>(
      'select p.id, c.headline from live_blog_posts p join content_items c on c.id = p.content_id',
    );
  for (const { headline, id } of posts.rows)
    postIds[isSecret(headline) ? 'hidden' : 'public'].push(globalId('LiveBlogPost', id));
  for (const [type, table] of Object.entries(NAME_TYPES)) {
    const names = await databases
      .hiding()
      .pool.query<{ id: string }>(`select id from ${table} where slug ~ any($1)`, [Object.values(SECRETS)]);
    nameIds.push(...names.rows.map(({ id }) => globalId(type, id)));
  }
});

const isSecret = (headline: string) => Object.values(SECRETS).some((secret) => headline.startsWith(secret));
const globalId = (type: string, id: string | number) => Buffer.from(`${type}:${id}`).toString('base64');

/** The global id of a public object of each type. `hiddenNodes` has the ids of all hidden items, posts and names. */
export const publicNodes = () =>
  NODE_TYPES.map((type) => {
    const kind = CONTENT_TYPES.find((one) => typeNameOf(one) === type);
    if (kind) return itemIds.get(`Public ${kind}`) ?? '';
    return type === 'LiveBlogPost' ? (postIds.public[0] ?? '') : globalId(type, FIRST_KEYS[type] ?? 1);
  });
export const hiddenNodes = () => [
  ...hiddenItems.map(({ headline }) => itemIds.get(headline) ?? ''),
  ...postIds.hidden,
  ...nameIds,
];
