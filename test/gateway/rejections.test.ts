import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);
const rejections: unknown[] = [];
const note = (reason: unknown) => void rejections.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  // Pages have full items and bare items. Only the fields of a full item need a statement.
  const withEverything = {
    ...{ series: { name: 'Tides' }, section: { name: 'Harbour', parent: { name: 'News' } } },
    ...{ authors: [{ name: 'Ada Winslow' }], tags: [{ name: 'fog' }], regions: [{ name: 'Coast' }] },
  };
  const made = [
    { headline: 'Full', ...withEverything },
    { headline: 'Bare' },
    { type: 'LIVE_BLOG' as const, headline: 'Live' },
  ];
  for (const [index, item] of [...made, ...made].entries())
    await make().article({ ...item, sourceId: `test:${index}`, publishedAt: hoursAgo(index + 1) });
});
afterEach(() => void rejections.splice(0));
afterAll(() => void process.off('unhandledRejection', note));

/** Fields that fail immediately, because of a missing role or an invalid argument. */
const FAILING = [
  'revisions { nodes { version } }',
  '... on LiveBlog { posts(first: 0) { nodes { id } } }',
  '... on Article { relatedNews(first: 0) { reason } }',
  '... on Article { readNext(first: $count) { id } }',
  'collections(first: 101) { nodes { id } }',
];
/** Fields that need a statement for some of the items. */
const PENDING = ['series { title }', 'section { parent { name } }', 'tags { name }', 'authors { name }'];

describe('a field that fails in a list of different items', () => {
  it.each(FAILING)('causes no unhandled rejection: %s', async (failing) => {
    for (const pending of PENDING) {
      // Each page begins with a different item, because the first item decides which promise nobody handles.
      for (const first of [1, 2, 3, 4, 5, 6]) {
        const query = `query ($count: Int! = 0) { contentItems(last: ${first}) { nodes { ${pending} ${failing} } } mostRead(first: $count) { id } }`;
        await gateway().ask(query);
      }
    }
    // Node reports an unhandled rejection only after all microtasks.
    await new Promise((done) => setTimeout(done, 20));
    expect(rejections).toEqual([]);
  });
});
