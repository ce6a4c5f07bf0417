import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openPort, type Port } from '../../src/connections/port.js';

const ANY = { host: '127.0.0.1', port: 0 };
const opened: Port[] = [];

async function open(config = ANY): Promise<Port> {
  const port = await openPort(config);
  opened.push(port);
  return port;
}

afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

async function ask({ address }: Port, path: string, init: RequestInit = {}) {
  const response = await fetch(`${address}${path}`, init);
  return { status: response.status, body: await response.json(), headers: response.headers };
}

describe('the port of a gateway that is starting', () => {
  it('answers at /health and /ready that the gateway is starting', async () => {
    const port = await open();
    expect(await ask(port, '/health')).toMatchObject({ status: 200, body: { status: 'starting' } });
    expect(await ask(port, '/ready')).toMatchObject({ status: 503, body: { status: 'starting' } });
  });

  it.each(['/graphql', '/graphql?query={__typename}', '/', '/nothing', '/%'])(
    'refuses %s with UNAVAILABLE',
    async (path) => {
      const port = await open();
      for (const init of [{}, { method: 'POST', body: '{"query":"{ __typename }"}' }]) {
        const { body, headers, status } = await ask(port, path, { ...init, headers: { 'x-request-id': 'abc' } });
        expect({ status, body }).toEqual({
          status: 503,
          body: {
            errors: [
              {
                message: expect.stringContaining('starting'),
                extensions: { code: 'UNAVAILABLE', requestId: 'abc' },
              },
            ],
          },
        });
        expect([headers.get('retry-after'), headers.get('x-request-id')]).toEqual(['1', 'abc']);
      }
    },
  );

  it('refuses a WebSocket with 503', async () => {
    const { address } = await open();
    const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const status = await new Promise((done) => {
      socket.on('unexpected-response', (_request, response) => done(response.statusCode));
      socket.on('error', () => {});
    });
    expect(status).toBe(503);
    socket.terminate();
  });

  it('answers with the routes of the gateway after `serve`, on the same connections', async () => {
    const port = await open();
    await ask(port, '/ready');
    port.serve((_request, response) => response.end('{"status":"mine"}'));
    expect(await ask(port, '/ready')).toMatchObject({ status: 200, body: { status: 'mine' } });
  });
});

describe('a port that is not available', () => {
  it('is reported with an error that says what to do', async () => {
    const { address } = await open();
    const port = Number(new URL(address).port);
    await expect(openPort({ ...ANY, port })).rejects.toThrow(
      `PORT ${port} on 127.0.0.1 is in use: stop what listens there, or set PORT`,
    );
    await expect(openPort({ ...ANY, host: '192.0.2.7' })).rejects.toThrow(
      'HOST 192.0.2.7 is not an address of this machine',
    );
  });

  it('is available again after the gateway has closed it', async () => {
    const first = await open();
    await first.close();
    const server = createServer().listen(Number(new URL(first.address).port), '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    server.close();
  });
});
