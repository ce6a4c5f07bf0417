import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { createClient } from '../../src/db/client.js';
import { type Gateway, startGateway } from '../../src/gateway/server.js';
import { createLogger } from '../../src/logger.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const database = useDatabase();
const gateway = useGateway(database);

function open(path: string): Promise<Response> {
  return fetch(`${gateway().address}${path}`, { redirect: 'manual' });
}

describe('health', () => {
  it('is ok, and the gateway is ready', async () => {
    for (const [path, body] of [
      ['/health', { status: 'ok', database: 'ok' }],
      ['/ready', { status: 'ready' }],
    ] as const) {
      const response = await open(path);
      expect({ status: response.status, body: await response.json() }).toEqual({ status: 200, body });
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
  });

  describe('without a database', () => {
    let alone: Gateway;
    const client = createClient({
      connectionString: 'postgres://u:p@127.0.0.1:1/none',
      poolSize: 1,
      onError: () => {},
    });
    beforeAll(async () => {
      const config = loadConfig({ PORT: '0' });
      alone = await startGateway({ config, database: client, logger: createLogger('silent', 'stderr') });
    });
    afterAll(async () => {
      await alone.close();
      await client.close();
    });

    it('is ok, but the gateway is not ready', async () => {
      const ready = await fetch(`${alone.address}/ready`);
      expect({ status: ready.status, body: await ready.json() }).toEqual({
        status: 503,
        body: { status: 'unavailable' },
      });
      const health = await fetch(`${alone.address}/health`);
      expect({ status: health.status, body: await health.json() }).toEqual({
        status: 200,
        body: { status: 'ok', database: 'unavailable' },
      });
    });
  });
});

describe('the gateway', () => {
  it('redirects / to /graphql', async () => {
    const response = await open('/');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it.each(['/nothing', '/graphql/health', '/media', '/media/nothing.svg', '/%', '/media/%'])(
    'answers %s with 404, and with an error that names the path',
    async (path) => {
      const response = await open(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ message: expect.stringContaining(path) }] });
    },
  );
});

describe('media', () => {
  it('is served with its type, for pages of any origin, and with a policy against scripts', async () => {
    const { headers, status } = await open('/media/logo.svg');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('image/svg+xml');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  it('is not sent again to a client that has cached it', async () => {
    const etag = (await open('/media/logo.svg')).headers.get('etag') ?? '';
    const again = await fetch(`${gateway().address}/media/logo.svg`, { headers: { 'if-none-match': etag } });
    expect([etag.length > 0, again.status]).toEqual([true, 304]);
  });

  it.each([
    '/media/../package.json',
    '/media/%2e%2e/package.json',
    '/media/..%2fpackage.json',
    '/media/%2e%2e%2fpackage.json',
    '/media/..%5cpackage.json',
    '/media/..\\package.json',
    '/media//etc/passwd',
    '/media/%00',
    '/media/....//package.json',
  ])('does not include files outside its folder: %s', async (path) => {
    const { body, status } = await openRaw(path);
    expect(status).toBe(404);
    expect(body).not.toContain('dependencies');
  });
});

/** Sends a path unchanged. `fetch` would normalise it. */
function openRaw(path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(gateway().address);
  return new Promise((done, fail) => {
    get({ host: hostname, port, path }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      done({ status: response.statusCode ?? 0, body });
    }).on('error', fail);
  });
}
