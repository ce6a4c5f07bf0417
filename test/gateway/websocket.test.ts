import { type Client, createClient, type SubscribePayload } from 'graphql-ws';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database, { MAX_BODY_BYTES: '5000' });

const SITE = '{ site { language } }';
const NAMED = { data: { site: { language: 'en' } } };

const clients: Client[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});

/** Opens one socket, which stays open. `closed` has the code with which the socket was closed. */
function connect() {
  const closed: number[] = [];
  const url = `${gateway().address.replace('http', 'ws')}/graphql`;
  const client = createClient({
    url,
    webSocketImpl: WebSocket,
    lazy: false,
    retryAttempts: 0,
    onNonLazyError: () => {},
  });
  client.on('closed', (event) => closed.push(codeOf(event)));
  clients.push(client);
  return { closed, run: (payload: SubscribePayload) => run(client, payload) };
}

function codeOf(event: unknown): number {
  return typeof event === 'object' && event !== null && 'code' in event ? Number(event.code) : 0;
}

/** Returns the answer to an operation: its result, or the errors of its `error` message. */
async function run(client: Client, payload: SubscribePayload): Promise<object> {
  try {
    for await (const result of client.iterate(payload)) return result;
    return { refused: 'nothing' };
  } catch (refused) {
    return { refused };
  }
}

describe('a query over a WebSocket', () => {
  it('is answered', async () => {
    const query = 'query ($language: LanguageTag) { site(language: $language) { language } }';
    const result = await connect().run({ query, variables: { language: 'ar' } });
    expect(result).toEqual({ data: { site: { language: 'ar' } } });
  });

  it.each([
    ['a syntax error', { query: '{ site {' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown name', { query: 'query A { __typename }', operationName: 'B' }, 'BAD_USER_INPUT'],
    ['an invalid language', { query: '{ site(language: "!!") { name } }' }, 'BAD_USER_INPUT'],
  ])('is refused if it has %s, and the socket stays open', async (_fault, payload, code) => {
    const socket = connect();
    const { refused } = Object(await socket.run(payload));
    expect(refused).toMatchObject([{ extensions: { code } }]);
    expect(await socket.run({ query: SITE })).toEqual(NAMED);
    expect(socket.closed).toEqual([]);
  });

  it('is refused if a variable has the wrong type', async () => {
    const socket = connect();
    const query = 'query ($language: LanguageTag) { site(language: $language) { language } }';
    const result = await socket.run({ query, variables: { language: 5 } });
    expect(result).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(await socket.run({ query: SITE })).toEqual(NAMED);
  });

  it('does not disturb other operations on the socket if it is invalid', async () => {
    const socket = connect();
    const queries = [SITE, '{ site {', SITE, '{ nothing }', SITE];
    const results = await Promise.all(queries.map((query) => socket.run({ query })));
    expect(results.filter((result) => 'data' in result)).toEqual([NAMED, NAMED, NAMED]);
  });

  it('finds only an item that is public at the current time', async () => {
    const socket = connect();
    const slug = 'assembly-approves-the-harbour-bridge-after-a-nine-hour-sitting';
    const payload = { query: 'query ($slug: String!) { article(by: { slug: $slug }) { slug } }', variables: { slug } };
    gateway().now = new Date('2000-01-01T00:00:00Z');
    const before = await socket.run(payload);
    gateway().now = NOW;
    const now = await socket.run(payload);
    await database().pool.query(`update content_items set state = 'DRAFT' where slug = $1`, [slug]);
    const withdrawn = await socket.run(payload);
    expect([before, now, withdrawn].map((result) => Object(result).data.article)).toEqual([null, { slug }, null]);
  });
});

describe('an internal error', () => {
  beforeAll(async () => {
    await database().pool.query('alter table content_views rename to other_views');
  });

  it('is answered with INTERNAL, is logged with its request id, and does not close the socket', async () => {
    const socket = connect();
    const { errors } = Object(await socket.run({ query: '{ mostRead(first: 3) { slug } }' }));
    expect(errors).toMatchObject([{ path: ['mostRead'], extensions: { code: 'INTERNAL' } }]);
    expect(JSON.stringify(errors)).not.toMatch(/content_views|select/);
    const logged = gateway().log.filter((line) => line.includes(errors[0].extensions.requestId));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('content_views');
    expect(await socket.run({ query: SITE })).toEqual(NAMED);
  });
});

describe('a socket', () => {
  it('is closed with 1009 for a frame over MAX_BODY_BYTES, and other sockets stay open', async () => {
    const other = connect();
    expect(await other.run({ query: SITE })).toEqual(NAMED);
    const socket = connect();
    await socket.run({ query: SITE, variables: { text: 'x'.repeat(6000) } });
    expect(socket.closed).toEqual([1009]);
    expect(await other.run({ query: SITE })).toEqual(NAMED);
  });

  it.each([
    ['no JSON', 'no JSON', 4400],
    ['a message of an unknown type', '{"type":"nothing"}', 4400],
    [
      'an operation before the handshake',
      JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SITE } }),
      4401,
    ],
  ])('is closed for %s', async (_fault, message, code) => {
    const socket = new WebSocket(`${gateway().address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.on('open', () => socket.send(message));
    expect(await new Promise((done) => socket.on('close', done))).toBe(code);
  });

  it('opens only at /graphql', async () => {
    const socket = new WebSocket(`${gateway().address.replace('http', 'ws')}/elsewhere`, 'graphql-transport-ws');
    expect(await new Promise((done) => socket.on('error', (error) => done(error.message)))).toContain('400');
  });
});
