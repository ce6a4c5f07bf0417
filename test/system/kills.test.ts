import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../src/access/token-store.js';
import { useDatabase } from '../support/database.js';
import { ADDRESS, type StartedProcess, startNode, useBuild } from '../support/process.js';

useBuild();
const database = useDatabase('sample_newsroom');

const KILLS = 30;
const WRITERS = 4;

/** An article, and the last of its writes that the gateway acknowledged. */
interface Write {
  readonly headline: string;
  acknowledged: 'nothing' | 'created' | 'updated' | 'published';
}

let token = '';
beforeAll(async () => {
  const made = { createdAt: new Date(), createdBy: 'test', name: 'the killer', role: 'publisher' } as const;
  ({ token } = await createToken(database().db, made));
});

const CREATE = `mutation ($input: CreateArticleInput!) { createArticle(input: $input) { article { id version } userErrors { message } } }`;
const UPDATE = `mutation ($input: UpdateArticleInput!) { updateArticle(input: $input) { article { id version } userErrors { message } } }`;
const PUBLISH = `mutation ($input: PublishArticleInput!) { publishArticle(input: $input) { article { id version } userErrors { message } } }`;

interface Article {
  readonly id: string;
  readonly version: number;
}

async function send(address: string, query: string, input: Record<string, unknown>): Promise<Article> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const { data }: { data: Record<string, { article: Article | null }> } = JSON.parse(await response.text());
  const article = Object.values(data)[0]?.article;
  if (!article) throw new Error('not acknowledged');
  return article;
}

/** Creates, updates and publishes articles until the gateway is dead. */
async function write(address: string, name: string, writes: Write[]): Promise<void> {
  for (let count = 0; ; count += 1) {
    const entry: Write = { headline: `${name} ${count}`, acknowledged: 'nothing' };
    writes.push(entry);
    try {
      const body = [{ paragraph: { html: 'A text.' } }];
      const input = { headline: entry.headline, body, tags: ['ferries'], idempotencyKey: entry.headline };
      const { id, version } = await send(address, CREATE, input);
      entry.acknowledged = 'created';
      await send(address, UPDATE, { id, version, standfirst: 'Changed', authors: ['elena-torvald'] });
      entry.acknowledged = 'updated';
      await send(address, PUBLISH, { id });
      entry.acknowledged = 'published';
    } catch {
      return;
    }
  }
}

function startGateway(): StartedProcess {
  return startNode('dist/main.js', [], { PORT: '0', DATABASE_URL: database().url, LOG_LEVEL: 'info' });
}

const VERSIONS = { nothing: 0, created: 1, updated: 2, published: 3 } as const;

interface Found {
  readonly headline: string;
  readonly version: number;
  readonly state: string;
  readonly revisions: number[];
  readonly bodies: number;
  readonly tags: number;
  readonly authors: number;
  readonly events: string[];
}

async function findAll(): Promise<Map<string, Found>> {
  const { rows } = await database().pool.query<Found>(`
    select headline, version, state,
      array(select version from revisions where content_id = id and post_id = 0 order by version) as revisions,
      (select count(*)::int from articles where content_id = id) as bodies,
      (select count(*)::int from content_tags where content_id = id) as tags,
      (select count(*)::int from content_authors where content_id = id) as authors,
      array(select change::text from events where subject = 'CONTENT' and subject_id = id order by position) as events
    from content_items where created_by is not null`);
  expect(new Set(rows.map(({ headline }) => headline)).size).toBe(rows.length);
  return new Map(rows.map((row) => [row.headline, row]));
}

describe('a gateway that is killed while it writes', () => {
  it(`keeps each acknowledged write, and keeps other writes completely or not at all: ${KILLS} kills`, async () => {
    const writes: Write[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const gateway = startGateway();
      const address = await gateway.sees(ADDRESS);
      const writers = Array.from({ length: WRITERS }, (_, index) => write(address, `kill ${kill} ${index}`, writes));
      const begun = writes.length;
      const start = performance.now();
      await expect.poll(() => writes.slice(0, begun + 1).at(-1)?.acknowledged, { timeout: 20_000 }).not.toBe('nothing');
      // The kill comes at a random moment during the next writes. On a slow machine, the test waits longer.
      await sleep(Math.random() * Math.max(400, 4 * (performance.now() - start)));
      gateway.child.kill('SIGKILL');
      await Promise.all([gateway.ended, ...writers]);
    }
    // The database may still be working on the last requests.
    await sleep(500);
    const found = await findAll();
    expect(writes.filter(({ acknowledged }) => acknowledged === 'published').length).toBeGreaterThanOrEqual(10);
    for (const { acknowledged, headline } of writes) {
      const item = found.get(headline);
      expect(item?.version ?? 0, headline).toBeGreaterThanOrEqual(VERSIONS[acknowledged]);
      if (!item) continue;
      const { authors, bodies, events, revisions, state, tags, version } = item;
      expect({ headline, bodies, tags, revisions }).toEqual({
        ...{ headline, bodies: 1, tags: 1 },
        revisions: Array.from({ length: version }, (_, index) => index + 1),
      });
      expect({ headline, authors, state, events }).toEqual({
        ...{ headline, authors: version > 1 ? 1 : 0 },
        ...(version > 2 ? { state: 'RELEASED', events: ['PUBLISHED'] } : { state: 'DRAFT', events: [] }),
      });
    }
    // Requests without an answer are sent again with the same idempotency keys, and are stored once.
    const gateway = startGateway();
    const address = await gateway.sees(ADDRESS);
    const lost = writes.filter(({ acknowledged }) => acknowledged === 'nothing');
    expect(lost.length).toBeGreaterThan(0);
    for (const { headline } of lost) {
      const body = [{ paragraph: { html: 'A text.' } }];
      await send(address, CREATE, { headline, body, tags: ['ferries'], idempotencyKey: headline });
    }
    gateway.child.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    const after = await findAll();
    for (const { headline } of writes) expect(after.has(headline), headline).toBe(true);
  }, 300_000);
});
