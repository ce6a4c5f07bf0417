import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { type ConnectionBounds, createConnections, REQUEST_TIMES } from '../../src/gateway/connections.js';

const ANSWER = Buffer.alloc(30_000_000, 'x');
const servers: Server[] = [];
const clients: Socket[] = [];
const log: string[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  for (const server of servers.splice(0)) server.close();
  log.splice(0);
});

/** A server that answers `/large` with 30 MB, `/late` after a while, anything else at once. */
async function serve(bounds: Partial<ConnectionBounds>, times = REQUEST_TIMES): Promise<number> {
  const server = createServer(times, ({ url }, response) => {
    if (url === '/late') setTimeout(() => response.end('late'), 600);
    else response.end(url === '/large' ? ANSWER : 'ok');
  });
  const connections = createConnections({
    ...{ maxConnections: 0, maxPerAddress: 0, maxFiles: undefined, poolSize: 10, ...bounds },
    logger: pino({ level: 'debug' }, { write: (line) => void log.push(line) }),
  });
  connections.watch(server);
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function open(port: number): Promise<Socket> {
  const client = connect(port, '127.0.0.1').on('error', () => {});
  clients.push(client);
  await once(client, 'connect');
  return client;
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
const ask = (client: Socket, path = '/') => void client.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
/** A connection whose request the server has. */
async function openLate(port: number): Promise<Socket> {
  const client = await open(port);
  ask(client, '/late');
  await pause(50);
  return client;
}

/** What the server says until it closes. */
async function hear(client: Socket): Promise<string> {
  let heard = '';
  client.on('data', (data) => {
    heard += String(data);
  });
  await once(client, 'close');
  return heard;
}

describe('a connection', () => {
  it('that takes nothing of its answer is cut', async () => {
    const client = await open(await serve({ stalledMs: 300 }));
    client.pause();
    ask(client, '/large');
    await pause(1200);
    expect((await hear(client.resume())).length).toBeLessThan(ANSWER.length);
  });

  it('that takes its answer slowly has all of it', async () => {
    const client = await open(await serve({ stalledMs: 300 }));
    let taken = 0;
    client.on('data', (data) => {
      taken += data.length;
      client.pause();
      setTimeout(() => client.resume(), 5);
    });
    ask(client, '/large');
    while (taken < ANSWER.length) await pause(50);
    expect(taken).toBeGreaterThan(ANSWER.length);
  });

  it('that waits for an answer which is being made is kept', async () => {
    const client = await open(await serve({ stalledMs: 150 }));
    ask(client, '/late');
    const [data] = await once(client, 'data');
    expect(String(data)).toContain('late');
  });

  it('that does not send its headers, or its whole request, in time is closed', async () => {
    const port = await serve({}, { headersTimeout: 200, requestTimeout: 300, connectionsCheckingInterval: 50 });
    const [silent, partial] = [await open(port), await open(port)];
    partial.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc');
    await Promise.all([hear(silent), hear(partial)]);
  });

  it('that is one too many of its address is refused, and closing another makes room', async () => {
    const port = await serve({ maxPerAddress: 2 });
    const [first] = [await openLate(port), await openLate(port)];
    expect(await hear(await open(port))).toMatch(/^HTTP\/1\.1 503/);
    first?.destroy();
    await pause(50);
    const other = await open(port);
    ask(other);
    expect(String((await once(other, 'data'))[0])).toMatch(/^HTTP\/1\.1 200/);
  });

  it('takes the place of the one that has been idle longest, never of one that is answered', async () => {
    const port = await serve({ maxConnections: 2 });
    await openLate(port);
    const idle = await open(port);
    const gone = once(idle, 'close');
    const third = await openLate(port);
    await gone;
    expect(await hear(await open(port))).toMatch(/^HTTP\/1\.1 503/);
    expect(String((await once(third, 'data'))[0])).toContain('late');
  });

  it('that finds no free file is refused, which the log tells once a second, as it told the bound at the start', async () => {
    const port = await serve({ maxFiles: 111 });
    await openLate(port);
    await Promise.all([1, 2, 3].map(async () => hear(await open(port))));
    const messages = log.map((line): { msg: string } => JSON.parse(line)).map(({ msg }) => msg);
    expect(messages).toEqual([expect.stringContaining('at most 1 connections'), expect.stringContaining('refused')]);
  });
});
