import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const gateway = useGateway(useDatabase('sample_newsroom'), { MAX_BODY_BYTES: '5000' });

const SITE = '{ site { language } }';
const BY = 'query ($by: ArticleBy!) { article(by: $by) { slug } }';
const IN_LANGUAGE = 'query ($language: LanguageTag) { site(language: $language) { language } }';

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly data?: unknown;
  readonly codes: unknown[];
  readonly messages: string[];
}

async function send(init: RequestInit & { duplex?: 'half' }, search = ''): Promise<Answer> {
  const response = await fetch(`${gateway().address}/graphql${search}`, init);
  const text = await response.text();
  const body: { data?: unknown; errors?: { message: string; extensions: { code: unknown } }[] } = JSON.parse(text);
  const codes = (body.errors ?? []).map((error) => error.extensions.code);
  const messages = (body.errors ?? []).map((error) => error.message);
  return { status: response.status, text, data: body.data, codes, messages };
}

function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answer> {
  return send({ method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

function get(params: Record<string, string>, method = 'GET'): Promise<Answer> {
  return send({ method }, `?${new URLSearchParams(params)}`);
}

describe('a query', () => {
  it('is answered when it comes by POST', async () => {
    const { data, status } = await post(JSON.stringify({ query: IN_LANGUAGE, variables: { language: 'ar' } }));
    expect({ data, status }).toEqual({ data: { site: { language: 'ar' } }, status: 200 });
  });

  it('is answered when it comes by GET, with its variables and the name of its operation', async () => {
    const query = `query Other { __typename } ${IN_LANGUAGE.replace('query', 'query Named')}`;
    const { data, status } = await get({ query, variables: '{"language":"es"}', operationName: 'Named' });
    expect({ data, status }).toEqual({ data: { site: { language: 'es' } }, status: 200 });
  });

  it('may have an unused variable, and may omit optional variables', async () => {
    const { data, status } = await post(JSON.stringify({ query: IN_LANGUAGE, variables: { unused: 1 } }));
    expect({ data, status }).toEqual({ data: { site: { language: 'en' } }, status: 200 });
  });

  it('by GET may not be a mutation', async () => {
    const { codes, status } = await get({ query: 'mutation { anything }' });
    expect({ codes, status }).toEqual({ codes: ['BAD_USER_INPUT'], status: 405 });
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('is refused with another method: %s', async (method) => {
    const { codes, status } = await get({ query: SITE }, method);
    expect({ codes, status }).toEqual({ codes: ['BAD_USER_INPUT'], status: 405 });
  });
});

describe('an invalid operation', () => {
  it.each([
    ['a syntax error', '{ site {', 'GRAPHQL_PARSE_FAILED'],
    ['no text', '', 'GRAPHQL_PARSE_FAILED'],
    ['only a comment', '# nothing', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown argument', '{ site(nothing: 1) { name } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['two fields in a OneOf input', '{ article(by: { id: "a", slug: "b" }) { slug } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a literal of the wrong type', '{ mostRead(first: "ten") { slug } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an invalid language', '{ site(language: "!!") { name } }', 'BAD_USER_INPUT'],
    ['a number out of range', '{ mostRead(first: 1000) { slug } }', 'BAD_USER_INPUT'],
    ['an invalid id', '{ node(id: "nobody") { id } }', 'BAD_USER_INPUT'],
    ['NUL in a literal', '{ article(by: { slug: "a\\u0000b" }) { slug } }', 'BAD_USER_INPUT'],
  ])('gets an error code if it has %s', async (_fault, query, code) => {
    const { codes, messages, status } = await post(JSON.stringify({ query }));
    expect(codes).toEqual([code]);
    expect(messages.join()).not.toBe('');
    expect(status).toBeLessThan(500);
  });

  it.each([
    ['is of the wrong type', IN_LANGUAGE, { language: 5 }],
    ['is missing', BY, {}],
    ['is null but required', BY, { by: null }],
    ['has two fields of a OneOf input', BY, { by: { id: 'a', slug: 'b' } }],
    ['has an unknown field', BY, { by: { nothing: 'b' } }],
    ['contains NUL', BY, { by: { slug: 'a\u0000b' } }],
    ['contains a lone surrogate', BY, { by: { path: '/a\ud800b' } }],
  ])('gets an error code if its variable %s', async (_fault, query, variables) => {
    const { codes, status } = await post(JSON.stringify({ query, variables }));
    expect(new Set(codes)).toEqual(new Set(['BAD_USER_INPUT']));
    expect(status).toBeLessThan(500);
  });

  it.each([
    ['unknown', { query: 'query A { __typename }', operationName: 'B' }],
    ['missing and the document has two operations', { query: 'query A { __typename } query B { __typename }' }],
  ])('gets an error code if its name is %s', async (_fault, body) => {
    const { codes, status } = await post(JSON.stringify(body));
    expect({ codes, status }).toEqual({ codes: ['BAD_USER_INPUT'], status: 400 });
  });

  it.each(['{ site {', '{ nothing }'])('gets 400 if the client accepts GraphQL responses: %s', async (query) => {
    const { status } = await post(JSON.stringify({ query }), { accept: 'application/graphql-response+json' });
    expect(status).toBe(400);
  });
});

describe('a request that cannot be read', () => {
  it.each([
    ['no JSON', 'SECRET, no JSON'],
    ['nothing', ''],
    ['cut JSON', '{"query": "SECRET'],
    ['a list', '[{ "query": "{ SECRET }" }]'],
    ['null', 'null'],
    ['no query', '{ "SECRET": 1 }'],
    ['a query that is a number', '{ "query": 5, "SECRET": 1 }'],
    ['variables as a string', JSON.stringify({ query: SITE, variables: '{"SECRET": 1}' })],
    ['variables as a list', JSON.stringify({ query: SITE, variables: ['SECRET'] })],
    ['a name that is a number', JSON.stringify({ query: SITE, operationName: 5 })],
    ['extensions as a string', JSON.stringify({ query: SITE, extensions: 'SECRET' })],
    ['2,000 nested lists', `{"query":${'['.repeat(2000)}"SECRET"${']'.repeat(2000)}}`],
  ])('is refused without a copy of the body in the answer if the body is %s', async (_fault, body) => {
    const { codes, status, text } = await post(body);
    expect({ codes, status }).toEqual({ codes: ['BAD_USER_INPUT'], status: 400 });
    expect(text).not.toContain('SECRET');
  });

  it('is refused when its body is not UTF-8', async () => {
    const { codes, messages, status } = await post(Uint8Array.of(0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d));
    expect({ codes, messages, status }).toEqual({
      codes: ['BAD_USER_INPUT'],
      messages: ['the body is not UTF-8'],
      status: 400,
    });
  });

  it.each(['variables', 'extensions'])('is refused when the %s in its address are not JSON', async (name) => {
    const { codes, status, text } = await get({ query: SITE, [name]: 'SECRET{' });
    expect({ codes, status }).toEqual({ codes: ['BAD_USER_INPUT'], status: 400 });
    expect(text).toContain(name);
    expect(text).not.toContain('SECRET');
  });

  it('is refused when there is no query in its address', async () => {
    const { codes, status } = await get({});
    expect({ codes, status }).toEqual({ codes: ['BAD_USER_INPUT'], status: 400 });
  });

  it.each([
    'text/plain',
    'application/graphql',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
  ])('is refused with the content type %s', async (type) => {
    const { codes, status } = await post(JSON.stringify({ query: SITE }), { 'content-type': type });
    expect({ codes, status }).toEqual({ codes: ['BAD_USER_INPUT'], status: 415 });
  });

  it('is refused when its Host is invalid', async () => {
    expect(await sendRaw({ headers: { host: '[::' }, path: '/graphql?query={__typename}' })).toBe(400);
  });
});

describe('a body over MAX_BODY_BYTES', () => {
  const tooLong = JSON.stringify({ query: SITE, variables: { text: 'x'.repeat(100_000) } });

  it('is refused because of its Content-Length, before the body is sent', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': '900000000' };
    expect(await sendRaw({ method: 'POST', path: '/graphql', headers })).toBe(413);
  });

  it('is refused because of its length, and the next request is answered', async () => {
    const { codes, messages, status } = await post(tooLong);
    expect({ codes, status }).toEqual({ codes: ['LIMIT_EXCEEDED'], status: 413 });
    expect(messages[0]).toMatch(/5000 bytes.*MAX_BODY_BYTES/);
    expect((await post(JSON.stringify({ query: SITE }))).status).toBe(200);
  });

  it('is refused when it comes in pieces, and the next request is answered', async () => {
    for (const _ of Array(5)) {
      const body = new Blob([tooLong]).stream();
      const headers = { 'content-type': 'application/json' };
      const { codes, status } = await send({ method: 'POST', headers, body, duplex: 'half' });
      expect({ codes, status }).toEqual({ codes: ['LIMIT_EXCEEDED'], status: 413 });
      expect((await post(JSON.stringify({ query: SITE }))).status).toBe(200);
    }
  });

  it('is refused, but a body of exactly MAX_BODY_BYTES is answered', async () => {
    const query = `${SITE} #`;
    const { length } = JSON.stringify({ query });
    expect((await post(JSON.stringify({ query: query.padEnd(query.length + 5000 - length, 'x') }))).status).toBe(200);
    expect((await post(JSON.stringify({ query: query.padEnd(query.length + 5001 - length, 'x') }))).status).toBe(413);
  });
});

/** Sends a request that `fetch` would not send. Returns the status. */
function sendRaw(options: { method?: string; path: string; headers: Record<string, string> }): Promise<number> {
  const { hostname, port } = new URL(gateway().address);
  return new Promise((done, fail) => {
    const sent = request({ host: hostname, port, ...options }, (response) => {
      done(response.statusCode ?? 0);
      sent.destroy();
    });
    sent.on('error', fail).flushHeaders();
    if (options.method !== 'POST') sent.end();
  });
}
