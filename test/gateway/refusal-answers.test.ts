import { once } from 'node:events';
import { type IncomingMessage, METHODS, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const gateway = useGateway(useDatabase(), { MAX_BODY_BYTES: '500', NODE_ENV: 'production' });

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

async function send({ body, headers = {}, method = 'GET', path = '/graphql' }: Sent) {
  const { hostname, port } = new URL(gateway().address);
  const sent = request({ host: hostname, port, method, path, headers, agent: false }).end(body);
  const [response]: IncomingMessage[] = await once(sent, 'response');
  if (!response) throw new Error('there is no response');
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';
/** Values of the header Accept, with the media type that a refusal then has. */
const ACCEPTS: readonly (readonly [accept: string | undefined, type: string])[] = [
  [undefined, JSON_TYPE],
  ['', JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/*', JSON_TYPE],
  [JSON_TYPE, JSON_TYPE],
  [GRAPHQL_TYPE, GRAPHQL_TYPE],
  [`${GRAPHQL_TYPE}, ${JSON_TYPE};q=0.9`, GRAPHQL_TYPE],
  [`${JSON_TYPE}; q=0.1, ${GRAPHQL_TYPE}; charset=utf-8`, GRAPHQL_TYPE],
  [`${JSON_TYPE}, ${GRAPHQL_TYPE}`, JSON_TYPE],
  [`*/*;q=0.5, ${GRAPHQL_TYPE}`, GRAPHQL_TYPE],
  [`*/*, ${JSON_TYPE};q=0`, GRAPHQL_TYPE],
  ['text/event-stream', JSON_TYPE],
  [`text/event-stream, ${GRAPHQL_TYPE}`, GRAPHQL_TYPE],
];

const post = (body: string, headers: OutgoingHttpHeaders = {}): Sent => ({
  method: 'POST',
  headers: { 'content-type': JSON_TYPE, ...headers },
  body,
});
const SITE = JSON.stringify({ query: '{ site { name } }' });
const BY_GET = '/graphql?query={__typename}';

/** Requests that are refused before an operation runs, each with its status and its code. */
const REFUSED: Readonly<Record<string, readonly [status: number, code: string, sent: Sent]>> = {
  'an invalid address': [400, 'BAD_USER_INPUT', { path: '//' }],
  'an invalid host': [400, 'BAD_USER_INPUT', { path: BY_GET, headers: { host: '[::' } }],
  'a body that is not JSON': [400, 'BAD_USER_INPUT', post('{')],
  'a bad token by POST': [401, 'UNAUTHENTICATED', post(SITE, { authorization: 'Bearer nothing' })],
  'a bad token by GET': [401, 'UNAUTHENTICATED', { path: BY_GET, headers: { authorization: 'Bearer nothing' } }],
  'a bad preview link': [401, 'UNAUTHENTICATED', post(SITE, { 'dateline-preview': 'nothing' })],
  'a preview without a role': [403, 'FORBIDDEN', post(SITE, { 'dateline-preview': '1' })],
  'a page of another origin': [403, 'FORBIDDEN', post(SITE, { origin: 'https://other.example' })],
  'an unknown path': [404, 'BAD_USER_INPUT', { path: '/nothing' }],
  'an unknown picture': [404, 'BAD_USER_INPUT', { path: '/media/nothing.svg' }],
  'an unknown file of GraphiQL': [404, 'BAD_USER_INPUT', { path: '/graphiql/nothing' }],
  'a method that GraphQL does not have': [405, 'BAD_USER_INPUT', { method: 'DELETE' }],
  'a body that is too long': [413, 'LIMIT_EXCEEDED', post('x'.repeat(501))],
  'a content type that is not JSON': [415, 'BAD_USER_INPUT', post(SITE, { 'content-type': 'text/plain' })],
  'a host that is not known': [421, 'FORBIDDEN', { path: BY_GET, headers: { host: 'other.example' } }],
};

function expectRefusal({ body, headers }: Awaited<ReturnType<typeof send>>, type: string, code: unknown) {
  expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
  expect(headers.vary).toMatch(/(^|, )Accept(,|$)/);
  const names = String(headers.vary).split(', ');
  expect(names).toEqual([...new Set(names)]);
  const extensions = { code, requestId: headers['x-request-id'] };
  expect(JSON.parse(body)).toEqual({
    errors: [{ message: expect.stringMatching(/./), extensions: expect.objectContaining(extensions) }],
  });
}

describe('a request that is refused is answered with a coded GraphQL error in the type that it accepts:', () => {
  it.each(Object.entries(REFUSED))('%s', async (_what, [status, code, sent]) => {
    for (const [accept, type] of ACCEPTS) {
      const headers = { ...sent.headers, ...(accept !== undefined && { accept }) };
      const answer = await send({ ...sent, headers });
      expect(answer.status, accept).toBe(status);
      expectRefusal(answer, type, code);
    }
  });

  it('a request that accepts no JSON', async () => {
    for (const sent of [post(SITE, { accept: 'text/plain' }), { path: BY_GET, headers: { accept: 'image/png' } }]) {
      const answer = await send(sent);
      expect(answer.status).toBe(406);
      expectRefusal(answer, JSON_TYPE, 'BAD_USER_INPUT');
    }
  });

  const PATHS = ['/', '/graphql', '/graphql/', '/graphql/x', '/graphiql/x', '/media/x', '/media', '/x', '*'];
  it.each(PATHS)('every method at %s', async (path) => {
    // CONNECT and HEAD have no body.
    for (const method of METHODS.filter((name) => name !== 'CONNECT' && name !== 'HEAD')) {
      const answer = await send({ method, path, headers: { accept: GRAPHQL_TYPE } });
      if (answer.status < 400) continue;
      expectRefusal(answer, GRAPHQL_TYPE, 'BAD_USER_INPUT');
    }
  });
});

describe('an answer', () => {
  it.each(ACCEPTS.filter(([accept]) => !accept?.includes('text/')))(
    'to Accept %s has the type %s',
    async (accept, type) => {
      const answer = await send(post(SITE, accept === undefined ? {} : { accept }));
      expect([answer.status, answer.headers['content-type']]).toEqual([200, `${type}; charset=utf-8`]);
      expect(answer.headers.vary).toBe('Accept, Authorization, Dateline-Preview, Dateline-As-Of');
    },
  );
});
