import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { askPage, operation, type Place } from '../support/pages.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

describe('a paged list', () => {
  const NAMES = [
    'Åsa',
    'Ada',
    'ada',
    'Bo',
    'Bo',
    'Ćiro',
    'Zoë',
    'Élise',
    'O’Neil',
    "O'Neil",
    'de Wit',
    'De Wit',
    '李',
    '10',
    '9',
  ];
  const LISTS = [
    ...['PUBLISHED_AT_DESC', 'PUBLISHED_AT_ASC', 'UPDATED_AT_DESC', 'UPDATED_AT_ASC', 'MOST_READ'].map(
      (order) => `contentItems LIST(orderBy: ${order})`,
    ),
    'contentItems LIST(filter: { tags: { anyOf: ["one", "two"] } })',
    'section(slug: "all") { contentItems LIST }',
    'region(slug: "here") { contentItems LIST(orderBy: PUBLISHED_AT_ASC) }',
    'series(slug: "row") { contentItems LIST }',
    'tag(slug: "one") { contentItems LIST }',
    'author(slug: "ada") { articles LIST }',
    'collection(slug: "package") { items LIST }',
    'collection(slug: "chosen") { items LIST }',
    'collection(slug: "ruled") { items LIST }',
    'tags LIST',
    'tags LIST(query: "o")',
    'authors LIST',
    'authors LIST(language: "*")',
    'collections LIST',
  ];

  beforeAll(async () => {
    const { article, record } = make();
    for (let n = 0; n < 24; n += 1) {
      await article({
        headline: `Piece ${n}`,
        publishedAt: hoursAgo(1 + (n % 7)),
        updatedAt: hoursAgo(1 + (n % 5)),
        section: { name: 'All' },
        series: { name: 'Row' },
        regions: [{ name: 'Here' }],
        tags: [...(n % 2 === 0 ? [{ name: 'One' }] : []), ...(n % 3 > 0 ? [{ name: 'Two' }] : [])],
        authors: [{ name: 'Ada', slug: 'ada' }],
        views: n % 3 === 0 ? [{ hour: hoursAgo(1), views: 1 + (n % 4) }] : [],
      });
    }
    await article({ headline: 'Not public', status: 'DRAFT', section: { name: 'All' }, tags: [{ name: 'One' }] });
    for (const [n, name] of NAMES.entries()) {
      await record({ record: 'author', language: n % 4 === 3 ? 'es' : 'en', slug: `name-${n}`, name });
      await record({ record: 'tag', language: 'en', slug: `name-${n}`, name: `${name} o`, kind: 'PERSON' });
    }
    const items = ['test:Piece 5', 'test:Not public', 'test:Piece 0', 'test:Piece 20', 'test:Piece 13'];
    const base = { record: 'collection', language: 'en' } as const;
    await record({ ...base, slug: 'package', title: 'Both', items, rule: { tags: { anyOf: ['one', 'two'] } } });
    await record({ ...base, slug: 'chosen', title: 'Chosen', items });
    await record({ ...base, slug: 'ruled', title: 'By rule', rule: { sections: ['all'] }, position: 1 });
  });

  it.each(LISTS)('returns the items between `after` and `before`, and says whether more exist: %s', async (field) => {
    const { edges } = await askPage(gateway(), field, { first: 100 });
    const ids = edges.map((edge) => edge.node.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(2);
    const place = fc.option(fc.nat({ max: ids.length - 1 }));
    await fc.assert(
      fc.asyncProperty(
        place,
        place,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (after, before, size, isBackward) => {
          const page = await askPage(gateway(), field, {
            ...(isBackward ? { last: size } : { first: size }),
            after: after === null ? null : (edges[after]?.cursor ?? null),
            before: before === null ? null : (edges[before]?.cursor ?? null),
          });
          const within = ids.slice((after ?? -1) + 1, before ?? ids.length);
          const expected = isBackward ? within.slice(-size) : within.slice(0, size);
          expect(page.edges.map((edge) => edge.node.id)).toEqual(expected);
          const isMore = within.length > size;
          expect(page.pageInfo).toMatchObject({
            hasNextPage: (isMore && !isBackward) || before !== null,
            hasPreviousPage: (isMore && isBackward) || after !== null,
          });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('continues after a withdrawn item, and has no previous page if the withdrawn item was the first item', async () => {
    const field = 'contentItems LIST(filter: { sections: "alone" })';
    for (const n of [1, 2, 3])
      await make().article({ headline: `Alone ${n}`, publishedAt: hoursAgo(n), section: { name: 'Alone' } });
    const { edges } = await askPage(gateway(), field, { first: 1 });
    await make().article({ headline: 'Alone 1', status: 'WITHDRAWN', section: { name: 'Alone' } });
    const rest = await askPage(gateway(), field, { first: 5, after: edges[0]?.cursor ?? null });
    expect(rest.edges).toHaveLength(2);
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  const refusals: [string, string, Place][] = [
    ...['first', 'last'].flatMap((argument) =>
      [0, -1, 101, 2 ** 31 - 1].map((size): [string, string, Place] => [
        'BAD_USER_INPUT',
        argument,
        { [argument]: size },
      ]),
    ),
    ['BAD_USER_INPUT', 'last', { first: 1, last: 1 }],
    ...['after', 'before'].flatMap((argument) =>
      [
        '',
        'garbage',
        '¡Hola!',
        cursorOf(null),
        cursorOf([]),
        cursorOf([1]),
        cursorOf({ length: 2 }),
        cursorOf([1, 2, 3, 4]),
      ].map((cursor): [string, string, Place] => ['INVALID_CURSOR', argument, { [argument]: cursor }]),
    ),
  ];

  // One list of each field is enough, because order and filter make no difference here.
  const FIELDS = LISTS.filter(
    (field, index) => LISTS.findIndex((other) => other.split('LIST')[0] === field.split('LIST')[0]) === index,
  );

  it.each(FIELDS)('refuses invalid sizes and cursors, and the error names the argument: %s', async (field) => {
    for (const [code, argument, place] of refusals) {
      const { data, errors } = await gateway().ask(operation(field), { ...place });
      expect(errors, JSON.stringify(place)).toMatchObject([{ extensions: { code, argument } }]);
      expect(JSON.stringify(data) ?? 'null').not.toContain('edges');
    }
  });

  it.each([
    ['contentItems LIST', 'contentItems LIST(orderBy: MOST_READ)'],
    ['contentItems LIST(orderBy: MOST_READ)', 'contentItems LIST'],
    ['contentItems LIST', 'collection(slug: "package") { items LIST }'],
    ['collection(slug: "package") { items LIST }', 'contentItems LIST'],
    ['tags LIST', 'contentItems LIST'],
    ['authors LIST', 'collections LIST'],
    ['collections LIST', 'tags LIST'],
  ])('refuses a cursor from the list %s in the list %s', async (other, field) => {
    const { pageInfo } = await askPage(gateway(), other, { first: 1 });
    const { errors } = await gateway().ask(operation(field), { after: pageInfo.endCursor });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_CURSOR', argument: 'after' } }]);
  });

  it.each([
    ['contentItems LIST', ['0000-01-01T00:00:00.000Z', 1]],
    ['contentItems LIST', ['+275760-09-13T00:00:00.000Z', 1]],
    ['contentItems LIST', ['-271821-04-20T00:00:00.000Z', 1]],
    ['contentItems LIST(orderBy: MOST_READ)', [-1, 9e15]],
    ['contentItems LIST(orderBy: MOST_READ)', [9e15, -1]],
    ['collection(slug: "package") { items LIST }', [0, 9e15, 1]],
    ['collection(slug: "package") { items LIST }', [1, 9e15, 1]],
    ['collection(slug: "package") { items LIST }', [1, -9e15, 1]],
    ['collection(slug: "package") { items LIST }', [7, 1, 1]],
  ])('answers an invented cursor with a page or with INVALID_CURSOR: %s %j', async (field, key) => {
    for (const argument of ['after', 'before']) {
      const { errors } = await gateway().ask(operation(field), { [argument]: cursorOf(key) });
      for (const error of errors ?? []) expect(error.extensions).toMatchObject({ code: 'INVALID_CURSOR', argument });
    }
  });
});

function cursorOf(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}
