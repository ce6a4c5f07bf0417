import { describe, expect, it } from 'vitest';
import { createToken } from '../../src/access/token-store.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const QUERY = '{ viewer { name role } }';
const ADDRESS = `/graphql?${new URLSearchParams({ query: QUERY })}`;

const makeToken = (expiresAt?: Date) =>
  createToken(database().db, { name: 'A desk', role: 'editor', createdAt: NOW, createdBy: 'test', expiresAt });

function post(headers: Record<string, string>) {
  return fetch(`${gateway().address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: QUERY }),
  });
}

function get(headers: Record<string, string>, path = ADDRESS) {
  return fetch(`${gateway().address}${path}`, { headers });
}

describe('a bad token gets 401 with UNAUTHENTICATED, not an anonymous answer', () => {
  const bad: [string, () => string | Promise<string>][] = [
    ['it is unknown', () => `Bearer dateline_${'x'.repeat(43)}`],
    ['it belongs to another system', () => 'Bearer ghp_0123456789'],
    ['the header is empty', () => ''],
    ['the header has no token', () => 'Bearer'],
    ['the scheme is Basic', () => `Basic ${btoa('admin:admin')}`],
    ['the header has two tokens', async () => `Bearer ${(await makeToken()).token} ${(await makeToken()).token}`],
    ['the scheme is missing', async () => (await makeToken()).token],
    ['it is cut off', async () => `Bearer ${(await makeToken()).token.slice(0, -1)}`],
    ['it is in capitals', async () => `Bearer ${(await makeToken()).token.toUpperCase()}`],
    ['it is very long', () => `Bearer dateline_${'x'.repeat(9000)}`],
    ['it contains SQL', () => `Bearer dateline_' or '1'='1`],
    ['it has expired', async () => `Bearer ${(await makeToken(NOW)).token}`],
  ];

  it.each(bad)('if %s', async (_fault, make) => {
    const authorization = await make();
    for (const response of [await post({ authorization }), await get({ authorization })]) {
      const { data, errors } = JSON.parse(await response.text());
      expect({ status: response.status, data }).toEqual({ status: 401, data: undefined });
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      expect(Object.keys(errors[0].extensions)).toEqual(['code', 'requestId']);
      expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect(response.headers.get('cache-control')).toBe('private, no-store');
    }
  });

  it('before the operation is parsed', async () => {
    const response = await get({ authorization: 'Bearer nothing' }, '/graphql?query=%7Bsyntax');
    expect(response.status).toBe(401);
  });

  it('with CORS headers, so that a web page can read the error', async () => {
    const { headers, status } = await post({ authorization: 'Bearer nothing', origin: 'http://localhost:3000' });
    expect(status).toBe(401);
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  });

  it('but GraphiQL is served anyway', async () => {
    const response = await get({ authorization: 'Bearer nothing', accept: 'text/html' }, '/graphql');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<html');
  });
});

describe('a good token', () => {
  it.each(['Bearer', 'bearer', 'BEARER '])('is accepted after the scheme %j', async (scheme) => {
    const authorization = `${scheme} ${(await makeToken()).token}`;
    const answer = { data: { viewer: { name: 'A desk', role: 'EDITOR' } } };
    expect(await (await post({ authorization })).json()).toEqual(answer);
    expect(await (await get({ authorization })).json()).toEqual(answer);
  });
});

describe('caches', () => {
  it.each([
    ['a token', async () => ({ authorization: `Bearer ${(await makeToken()).token}` })],
    ['a preview header', () => ({ 'dateline-preview': 'x' })],
    ['an as-of header', () => ({ 'dateline-as-of': '2026-01-01T00:00:00Z' })],
  ])('may not store the answer to a request with %s', async (_what, make) => {
    const headers = await make();
    for (const response of [await post(headers), await get(headers)])
      expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  it('may store the answer to an anonymous request', async () => {
    expect((await get({})).headers.get('cache-control')).toBeNull();
  });

  it.each([
    ['anonymous', {}],
    ['refused', { authorization: 'Bearer nothing' }],
  ])('store answers separately for each credential: %s', async (_who, headers) => {
    const plain = (await get(headers)).headers.get('vary');
    expect(plain).toBe('Accept, Authorization, Dateline-Preview, Dateline-As-Of');
    const crossed = (await get({ ...headers, origin: 'http://localhost:3000' })).headers.get('vary');
    expect(crossed).toBe('Origin, Accept, Authorization, Dateline-Preview, Dateline-As-Of');
  });
});

describe('a page of another origin', () => {
  it('may send headers with a token, a preview and a client name', async () => {
    const asked = 'authorization,content-type,dateline-as-of,dateline-preview,x-client-name,x-client-version';
    const response = await fetch(`${gateway().address}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:3000',
        'access-control-request-method': 'POST',
        'access-control-request-headers': asked,
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toBe(asked);
  });
});
