import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../src/access/token-store.js';
import { createClient } from '../../src/db/client.js';
import { useStreams } from '../gateway/event-source.js';
import { type TestDatabase, useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';
import { startProxy, type TestProxy, type Way } from '../support/proxy.js';
import { useSockets } from '../support/socket.js';

const database = useDatabase('sample_newsroom');
let proxy: TestProxy;
let client: TestDatabase;
let token: Record<'authorization', string>;
beforeAll(async () => {
  const url = new URL(database().url);
  proxy = await startProxy(url);
  url.port = String(proxy.port);
  const opened = createClient({ connectionString: url.href, poolSize: 3, onError: () => {} });
  client = { ...opened, url: url.href, statements: [] };
  const made = await createToken(database().db, { createdAt: NOW, createdBy: 'test', name: 'desk', role: 'publisher' });
  token = { authorization: `Bearer ${made.token}` };
});
const gateway = useGateway(() => client);
const connect = useSockets(gateway);
const open = useStreams(gateway);
afterAll(async () => {
  await client.close();
  await proxy.close();
});

const QUERY = '{ site { language } sections { slug } }';
const CREATE = 'mutation ($input: CreateArticleInput!) { createArticle(input: $input) { article { headline } } }';
const UNAVAILABLE = { status: 503, codes: ['UNAVAILABLE'], retry: '1' };
/** The longest time until an outage is reported. Normally it is 5 s, but the machine may be busy. */
const TOLD_MS = 9000;
const BACK = { timeout: 10_000, interval: 100 };
const WARNING = 40;

/** Sends an operation over HTTP. Returns the status, the error codes and `Retry-After`. */
async function refusalOf(query: string, headers: Record<string, string> = {}, variables?: Record<string, unknown>) {
  const answer = await gateway().askWith(headers).ask(query, variables);
  return { status: answer.status, codes: codesOf(answer), retry: answer.headers.get('retry-after') };
}

/** Sends an operation over server-sent events. Returns the status and the error codes. */
async function streamOf(query: string, headers: Record<string, string> = {}) {
  const stream = await open({ query }, headers);
  await stream.ended;
  const said = stream.status === 200 ? stream.events()[0]?.data : JSON.parse(stream.text());
  return { status: stream.status, codes: codesOf(said) };
}

function codesOf(answer: unknown): string[] {
  const { errors = [] }: { errors?: { extensions: { code: string } }[] } = Object(answer);
  return [...new Set(errors.map(({ extensions }) => extensions.code))];
}

const write = (headline: string, idempotencyKey: string = randomUUID()) => ({ input: { headline, idempotencyKey } });

/** Returns the gateway's warnings since the test cleared the log. */
const warnings = () =>
  gateway()
    .log.map((line): { level: number; msg: string; failures?: number } => JSON.parse(line))
    .filter(({ level }) => level >= WARNING);

const timesBack = () => gateway().log.filter((line) => line.includes('the database answers again')).length;

async function settle(): Promise<void> {
  await proxy.turn('pass');
  await expect.poll(async () => (await gateway().ask(QUERY)).errors, BACK).toBeUndefined();
}

/** Sends many operations at once: more than the number of database connections. */
const askAll = (socket: ReturnType<typeof connect>) =>
  Promise.all([
    ...Array.from({ length: 30 }, () => refusalOf(QUERY)),
    ...Array.from({ length: 5 }, () => refusalOf(QUERY, token)),
    ...Array.from({ length: 5 }, () => refusalOf(CREATE, token, write('Nothing'))),
    socket.ask({ query: QUERY }).then((answer) => ({ ...UNAVAILABLE, codes: codesOf(answer) })),
    streamOf(QUERY).then((answer) => ({ ...UNAVAILABLE, ...answer, status: 503 })),
    streamOf(QUERY, token).then((answer) => ({ ...UNAVAILABLE, ...answer })),
  ]);

describe.each<Way>(['refuse', 'cut', 'swallow'])('an outage of the database (%s)', (way) => {
  it('gives every client 503 and UNAVAILABLE, and makes at most one line a second in the log, without SQL', async () => {
    await settle();
    const socket = connect();
    await socket.opened;
    gateway().log.length = 0;
    await proxy.turn(way);
    const begun = performance.now();
    const answers = await askAll(socket);
    const again = await askAll(socket);
    const lasted = performance.now() - begun;
    expect([...answers, ...again].filter(({ codes, status }) => status !== 503 || codes[0] !== 'UNAVAILABLE')).toEqual(
      [],
    );
    expect(lasted).toBeLessThan(2 * TOLD_MS);
    const [health, ready] = await Promise.all(['health', 'ready'].map((path) => fetch(`${gateway().address}/${path}`)));
    expect(await health?.json()).toEqual({ status: 'ok', database: 'unavailable' });
    expect([health?.status, ready?.status]).toEqual([200, 503]);

    // Three more lines are possible: for the beginning, for LISTEN and for the current second.
    const most = (performance.now() - begun) / 1000 + 3;
    expect(warnings().length).toBeLessThanOrEqual(most);
    expect(gateway().log.join('')).not.toMatch(/select |insert |stack/i);
    await settle();
    await expect.poll(timesBack, BACK).toBe(1);
    const failures = warnings().reduce((sum, line) => sum + (line.failures ?? 0), 0);
    expect(failures).toBeGreaterThanOrEqual(answers.length + again.length);
    expect(await (await fetch(`${gateway().address}/health`)).json()).toEqual({ status: 'ok', database: 'ok' });
    expect(codesOf(await socket.ask({ query: QUERY }))).toEqual([]);
  }, 60_000);
});

describe('a mutation', () => {
  const countOf = async (headline: string) => {
    const { rows } = await database().pool.query('select from content_items where headline = $1', [headline]);
    return rows.length;
  };

  it.each([
    ['begin;', 0],
    ['set constraints all immediate', 1],
  ])(
    'gets UNAVAILABLE if its connection is lost after %s, and is written once when it is sent again',
    async (text, before) => {
      await settle();
      const headline = `Lost, and there ${before} times`;
      const sent = write(headline);
      proxy.cutAfter(text);
      expect(await refusalOf(CREATE, token, sent)).toEqual(UNAVAILABLE);
      await expect.poll(() => countOf(headline)).toBe(before);
      const again = await gateway().askWith(token).ask(CREATE, sent);
      expect(again).toMatchObject({ status: 200, data: { createArticle: { article: { headline } } } });
      expect(await countOf(headline)).toBe(1);
    },
  );
});

describe('a statement that takes too long', () => {
  it('is ended by the database', async () => {
    await settle();
    const { reading } = client;
    const slow = reading.pool.query('select pg_sleep(30)');
    await expect(slow).rejects.toMatchObject({ code: '57014' });
    // The other pool is for writing, and allows longer statements.
    const { rows } = await client.pool.query(`select current_setting('statement_timeout') as most`);
    expect(rows).toEqual([{ most: '55s' }]);
  });
});
