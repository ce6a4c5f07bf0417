import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../src/operation/checks.js';
import { useStreams } from '../gateway/event-source.js';
import { useRawSockets } from '../gateway/raw-socket.js';
import { askLiveCursor, publishLine } from '../live/ticker.js';
import { aliases, repeat } from '../support/attacks.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const gateway = useGateway(useDatabase('sample_newsroom'), { MAX_ANSWER_BYTES: '2000' });
const open = useStreams(gateway);
const sockets = useRawSockets(() => gateway().address);

interface Asked {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: Record<string, unknown> }[];
  /** The header `x-request-id` of an HTTP response. */
  readonly requestId?: unknown;
}

/** Sends an operation, and returns its first result or event, or the errors that refuse it. */
type Carry = (asked: Asked) => Promise<Answer>;

function carryOverHttp(method: 'GET' | 'POST', accept: string): Carry {
  return async (asked) => {
    const stream = await open(asked, { accept }, method);
    const isAnswered = () => stream.events().length > 0 || stream.text().endsWith('}');
    await expect.poll(isAnswered, { timeout: 5000, interval: 10 }).toBe(true);
    return {
      ...Object(stream.events()[0]?.data ?? JSON.parse(stream.text())),
      requestId: stream.headers['x-request-id'],
    };
  };
}

const TRANSPORTS: Readonly<Record<string, Carry>> = {
  POST: carryOverHttp('POST', 'application/json'),
  GET: carryOverHttp('GET', 'application/json'),
  'SSE by POST': carryOverHttp('POST', 'text/event-stream'),
  'SSE by GET': carryOverHttp('GET', 'text/event-stream'),
  WebSocket: async (asked) => {
    const socket = await sockets.join();
    socket.say({ id: '1', type: 'subscribe', payload: asked });
    const { payload, type } = await socket.hear();
    return type === 'error' ? { errors: Array.isArray(payload) ? payload : [] } : Object(payload);
  },
};
const GRAPHQL_TYPE = 'application/graphql-response+json';
const STREAMS = ['SSE by POST', 'SSE by GET', 'WebSocket'];

const nested = (levels: number): string =>
  levels === 0 ? 'id' : `relatedNews(first: 50) { article { ${nested(levels - 1)} } }`;
const TICKER = 'subscription ($after: String) { breakingNews(after: $after) { cursor } }';
const IN_LANGUAGE = 'query ($language: LanguageTag) { site(language: $language) { language } }';

interface Case extends Asked {
  readonly code: string;
  /** The transports that have the check. If absent, all transports have it. */
  readonly over?: readonly string[];
}

/** For each check, an operation that the check refuses. `syntax` and `operation name` are refused without a check. */
const CASES: Readonly<Record<string, Case>> = {
  'document size': { query: `{ ${repeat('id ', 200)} }`, code: 'LIMIT_EXCEEDED' },
  syntax: { query: '{ site {', code: 'GRAPHQL_PARSE_FAILED' },
  'operation name': { query: 'query A { site { name } }', operationName: 'B', code: 'BAD_USER_INPUT' },
  'no writing by GET': {
    query: 'mutation { createTag(input: { name: "Sluices", kind: SUBJECT }) { tag { name } } }',
    code: 'BAD_USER_INPUT',
    over: ['GET', 'SSE by GET'],
  },
  schema: { query: '{ nothing }', code: 'GRAPHQL_VALIDATION_FAILED' },
  'no subscription over plain HTTP': { query: TICKER, code: 'BAD_USER_INPUT', over: ['POST', 'GET'] },
  'storable variables': { query: IN_LANGUAGE, variables: { language: 'e\u0000n' }, code: 'BAD_USER_INPUT' },
  'subscription size': { query: `${TICKER} #${'x'.repeat(10_000)}`, code: 'LIMIT_EXCEEDED', over: STREAMS },
  'input bounds': { query: `{ article(by: { slug: "${'x'.repeat(256)}" }) { id } }`, code: 'BAD_USER_INPUT' },
  'variable types': { query: IN_LANGUAGE, variables: { language: 5 }, code: 'BAD_USER_INPUT' },
  'answer measure': { query: `{ article(by: { slug: "a" }) { ${nested(4)} } }`, code: 'LIMIT_EXCEEDED' },
  'start of a subscription': {
    query: TICKER,
    variables: { after: 'nonsense' },
    code: 'INVALID_CURSOR',
    over: STREAMS,
  },
  'answer size': { query: '{ __schema { types { name description } } }', code: 'LIMIT_EXCEEDED' },
};

function withoutId({ extensions: { requestId: _, ...extensions }, ...error }: NonNullable<Answer['errors']>[number]) {
  return { ...error, extensions };
}

/** Expects that each error has the id of its request, which is also in the header of an HTTP response. */
function expectRequestIds({ errors = [], requestId }: Answer = {}) {
  expect(errors.length).toBeGreaterThan(0);
  const ids = errors.map(({ extensions }) => extensions.requestId);
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toEqual(requestId ?? expect.stringMatching(/^[\da-f-]{36}$/));
}

describe('an operation is refused with the same coded error over every transport', () => {
  it('every check has a case in CASES', () => {
    expect(Object.keys(CASES)).toEqual(expect.arrayContaining(CHECKS.map(({ name }) => name)));
  });

  it.each(Object.entries(CASES))('%s', async (_name, { code, over = Object.keys(TRANSPORTS), ...asked }) => {
    const answers = await Promise.all(over.map((name) => TRANSPORTS[name]?.(asked)));
    const [first] = answers;
    expect(first?.errors).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code }) })]);
    for (const answer of answers) {
      expect(answer?.errors?.map(withoutId)).toEqual(first?.errors?.map(withoutId));
      expectRequestIds(answer);
      expect(answer?.data ?? null).toBeNull();
    }
  });

  it.each(STREAMS)('an event that is too large is refused too: %s', async (name) => {
    const after = await askLiveCursor(gateway());
    await publishLine(gateway(), 'x'.repeat(200));
    const query = `subscription ($after: String) { breakingNews(after: $after) { item { ${aliases(20, 'text')} } } }`;
    const answer = await TRANSPORTS[name]?.({ query, variables: { after } });
    expect(answer?.errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
    // Subscribers share an event, so its errors have an id of their own. The log has this id.
    expectRequestIds({ ...answer, requestId: undefined });
  });

  it.each(Object.entries(CASES))(
    '%s, with a status of 4xx if the client accepts GraphQL responses',
    async (_name, asked) => {
      for (const method of (asked.over ?? ['POST']).filter((name) => name === 'POST' || name === 'GET')) {
        const { headers, status } = await open(asked, { accept: GRAPHQL_TYPE }, method);
        expect({ status, type: headers['content-type'] }).toEqual({
          status: expect.toSatisfy((known: number) => known >= 400 && known < 500),
          type: `${GRAPHQL_TYPE}; charset=utf-8`,
        });
      }
    },
  );
});

describe('an operation that is executed has the id of its request in each error', () => {
  const query = '{ a: node(id: "zzz") { id } b: nodes(ids: ["zzz"]) { id } apiTokens { name } site { language } }';

  it.each(Object.entries(TRANSPORTS))('%s', async (_name, carry) => {
    const answer = await carry({ query });
    expect(answer.data).toEqual({ a: null, b: [null], apiTokens: null, site: { language: 'en' } });
    expect(answer.errors).toHaveLength(3);
    expectRequestIds(answer);
  });
});
