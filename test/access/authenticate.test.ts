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

describe('a bad token is 401 with UNAUTHENTICATED, never anonymous', () => {
  const bad: [string, () => string | Promise<string>][] = [
    ['it is unknown', () => `Bearer dateline_${'x'.repeat(43)}`],
    ['it is another system’s', () => 'Bearer ghp_0123456789'],
    ['the header is empty', () => ''],
    ['there is no token', () => 'Bearer'],
    ['it is another scheme', () => `Basic ${btoa('admin:admin')}`],
    ['there are two', async () => `Bearer ${(await makeToken()).token} ${(await makeToken()).token}`],
    ['it is bare', async () => (await makeToken()).token],
    ['it is cut off', async () => `Bearer ${(await makeToken()).token.slice(0, -1)}`],
    ['it is of another case', async () => `Bearer ${(await makeToken()).token.toUpperCase()}`],
    ['it is very long', () => `Bearer dateline_${'x'.repeat(9000)}`],
    ['it holds a quote', () => `Bearer dateline_' or '1'='1`],
    ['it has expired', async () => `Bearer ${(await makeToken(NOW)).token}`],
  ];

  it.each(bad)('where %s', async (_fault, make) => {
    const authorization = await make();
    for (const response of [await post({ authorization }), await get({ authorization })]) {
      const { data, errors } = JSON.parse(await response.text());
      expect({ status: response.status, data }).toEqual({ status: 401, data: undefined });
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      expect(Object.keys(errors[0].extensions)).toEqual(['code']);
      expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect(response.headers.get('cache-control')).toBe('private, no-store');
    }
  });

  it('before the operation is looked at', async () => {
    const response = await get({ authorization: 'Bearer nothing' }, '/graphql?query=%7Bsyntax');
    expect(response.status).toBe(401);
  });

  it('with its CORS headers, so that a page can read why', async () => {
    const { headers, status } = await post({ authorization: 'Bearer nothing', origin: 'http://localhost:3000' });
    expect(status).toBe(401);
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  });

  it('and GraphiQL is shown all the same', async () => {
    const response = await get({ authorization: 'Bearer nothing', accept: 'text/html' }, '/graphql');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<html');
  });
});

describe('a good token', () => {
  it.each(['Bearer', 'bearer', 'BEARER '])('is taken after %j', async (scheme) => {
    const authorization = `${scheme} ${(await makeToken()).token}`;
    const answer = { data: { viewer: { name: 'A desk', role: 'EDITOR' } } };
    expect(await (await post({ authorization })).json()).toEqual(answer);
    expect(await (await get({ authorization })).json()).toEqual(answer);
  });
});

describe('caches', () => {
  it.each([
    ['a token', async () => ({ authorization: `Bearer ${(await makeToken()).token}` })],
    ['a preview', () => ({ 'dateline-preview': 'x' })],
    ['another moment', () => ({ 'dateline-as-of': '2026-01-01T00:00:00Z' })],
  ])('keep nothing of a request with %s', async (_what, make) => {
    const headers = await make();
    for (const response of [await post(headers), await get(headers)])
      expect(response.headers.get('cache-control')).toBe('private, no-store');
  });

  it('may keep what is public, as before', async () => {
    expect((await get({})).headers.get('cache-control')).toBeNull();
  });

  it.each([
    ['anonymous', {}],
    ['refused', { authorization: 'Bearer nothing' }],
  ])('store answers apart by credential: %s', async (_who, headers) => {
    const plain = (await get(headers)).headers.get('vary');
    expect(plain).toBe('Authorization, Dateline-Preview, Dateline-As-Of');
    const crossed = (await get({ ...headers, origin: 'http://localhost:3000' })).headers.get('vary');
    expect(crossed).toBe('Origin, Authorization, Dateline-Preview, Dateline-As-Of');
  });
});

describe('a page of another origin', () => {
  it('may send its token, its preview and its client name', async () => {
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
