import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { getRaw, UPGRADE } from './raw-request.js';

const database = useDatabase();
const development = useGateway(database, { CORS_ORIGINS: 'https://www.example.com, https://app.example.com' });
const production = useGateway(database, { NODE_ENV: 'production', CORS_ORIGINS: 'https://www.example.com' });

const SITE = JSON.stringify({ query: '{ __typename }' });

function call(address: string, origin: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin };
  return fetch(`${address}/graphql`, { method: 'POST', headers, body: SITE });
}

function ask(address: string, origin: string): Promise<Response> {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,x-client-name',
  };
  return fetch(`${address}/graphql`, { method: 'OPTIONS', headers });
}

/** The ways in which a page can call the gateway. */
const WAYS: Readonly<Record<string, (address: string, origin: string) => Promise<number>>> = {
  POST: async (address, origin) => (await call(address, origin)).status,
  GET: async (address, Origin) => (await getRaw(address, '/graphql?query={__typename}', { Origin })).status,
  'another path': async (address, Origin) => (await getRaw(address, '/graphql/?query={__typename}', { Origin })).status,
  'server-sent events': async (address, Origin) =>
    (await getRaw(address, '/graphql?query={__typename}', { Origin, Accept: 'text/event-stream' })).status,
  WebSocket: async (address, Origin) => (await getRaw(address, '/graphql', { ...UPGRADE, Origin })).status,
  preflight: async (address, origin) => (await ask(address, origin)).status,
};

describe('a page of another origin', () => {
  it.each([
    'http://localhost:3000',
    'https://localhost',
    'http://127.0.0.1:5173',
    'http://[::1]:8080',
    'https://www.example.com',
    'https://app.example.com',
  ])('may call the gateway in development: %s', async (origin) => {
    const { headers, status } = await call(development().address, origin);
    expect({ status, origin: headers.get('access-control-allow-origin') }).toEqual({ status: 200, origin });
    expect(headers.get('vary')).toContain('Origin');
    expect(headers.get('access-control-expose-headers')).toContain('x-request-id');
  });

  it.each([
    'https://www.example.org',
    'http://www.example.com',
    'https://www.example.com.evil.example',
    'https://www.example.com:8443',
    'http://localhost.evil.example',
    'null',
  ])('may not call the gateway, and the error names CORS_ORIGINS: %s', async (origin) => {
    const response = await call(development().address, origin);
    const { errors } = JSON.parse(await response.text());
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(errors[0].message).toContain(origin);
    expect(errors[0].message).toContain('CORS_ORIGINS');
  });

  it.each([
    ['https://www.example.com', 200],
    ['http://localhost:3000', 403],
    ['https://app.example.com', 403],
  ])('from %s gets %i in production', async (origin, status) => {
    expect((await call(production().address, origin)).status).toBe(status);
  });

  it('may send a preflight, and gets the names of the allowed headers', async () => {
    const { headers, status } = await ask(development().address, 'https://www.example.com');
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('https://www.example.com');
    expect(headers.get('access-control-allow-methods')).toContain('POST');
    expect(headers.get('access-control-allow-headers')).toBe('content-type,x-client-name');
  });

  it('is refused at its preflight if its origin is not allowed', async () => {
    const { headers, status } = await ask(development().address, 'https://www.example.org');
    expect(status).toBe(403);
    expect(headers.get('access-control-allow-methods')).toBeNull();
  });
});

describe.each(Object.keys(WAYS))('over %s,', (name) => {
  const status = async (address: string, origin: string) => {
    const answered = await WAYS[name]?.(address, origin);
    // 101 is the answer to a WebSocket. 204 is the answer to a preflight.
    return answered === 101 || answered === 204 ? 200 : answered;
  };

  it.each([
    ['https://www.example.com', 200, 200],
    ['https://app.example.com', 200, 403],
    ['http://localhost:3000', 200, 403],
    ['https://www.example.org', 403, 403],
    ['http://www.example.com', 403, 403],
    ['null', 403, 403],
    ['not an origin', 403, 403],
  ])('a page of %s gets %i in development and %i in production', async (origin, inDevelopment, inProduction) => {
    expect(await status(development().address, origin)).toBe(inDevelopment);
    expect(await status(production().address, origin)).toBe(inProduction);
  });

  it('a page of the gateway may call the gateway', async () => {
    const { address } = production();
    expect(await status(address, address)).toBe(200);
  });
});

describe('a WebSocket', () => {
  it('is refused before it opens, with an error that names CORS_ORIGINS', async () => {
    const { body } = await getRaw(production().address, '/graphql', { ...UPGRADE, Origin: 'https://evil.example' });
    const { errors } = JSON.parse(body);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(errors[0].message).toContain('CORS_ORIGINS');
  });

  it('opens for a client without an Origin, because only browsers send an Origin', async () => {
    expect((await getRaw(production().address, '/graphql', UPGRADE)).status).toBe(101);
  });

  it.each([
    { 'Sec-WebSocket-Version': '7' },
    { 'Sec-WebSocket-Key': 'short' },
    { Upgrade: 'h2c' },
    { 'Sec-WebSocket-Protocol': ',' },
  ])('with a malformed handshake gets the reason as a coded error: %j', async (headers) => {
    const { body, status } = await getRaw(production().address, '/graphql', { ...UPGRADE, ...headers });
    expect(status).toBe(400);
    expect(JSON.parse(body).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('a caller of the same origin', () => {
  it('may call the gateway in production, from a page of the gateway', async () => {
    const { address } = production();
    expect((await call(address, address)).status).toBe(200);
  });

  it('needs no Origin', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${production().address}/graphql`, { method: 'POST', headers, body: SITE });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});
