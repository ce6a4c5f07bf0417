import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { postOf, type RawConnection, useRawConnections } from '../gateway/raw-connection.js';
import { useRawSockets } from '../gateway/raw-socket.js';
import { aliases } from '../support/attacks.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const PATIENCE_MS = 1500;
const database = useDatabase('sample_newsroom');
const gateway = useGateway(
  database,
  { MAX_ANSWER_BYTES: '0' },
  { headersMs: 400, requestMs: 1200, patienceMs: PATIENCE_MS },
);
const narrow = useGateway(database, { MAX_ANSWER_BYTES: '0' }, { mostWaiting: 4_000_000 });
const open = useRawConnections(() => gateway().address);
const openNarrow = useRawConnections(() => narrow().address);
const sockets = useRawSockets(() => gateway().address);

const SITE = '{ site { language } }';
/** A query with an answer of five megabytes. Several such answers do not fit into the kernel's socket buffers. */
const LARGE = `{ contentItems(first: 50) { nodes { ${aliases(10, 'standfirst')} } } }`;
const AHEAD = 4;
beforeAll(async () => {
  await database().pool.query(`update content_items set standfirst = repeat('x', 10000)`);
});

const SOON = { timeout: 15_000, interval: 50 };

const answersIn = (text: string) => text.match(/HTTP\/1\.1 200 OK/g)?.length ?? 0;

/** Counts the connections that were cut because their clients did not read, according to the log. */
function countCut(log: readonly string[]): number {
  const lines = log.map((line): { unread?: number } => JSON.parse(line));
  return lines.reduce((total, { unread = 0 }) => total + unread, 0);
}

/** Requests more bytes than the buffers can hold, and reads nothing. */
async function askAndStop(openOne: typeof open): Promise<RawConnection> {
  const connection = await openOne();
  connection.socket.pause();
  connection.socket.write(postOf(LARGE).repeat(AHEAD));
  return connection;
}

/** Checks that another client gets an answer. */
async function expectNeighbour(ask: ReturnType<typeof gateway>['ask']) {
  expect((await ask(SITE)).data).toEqual({ site: { language: 'en' } });
}

describe('a client that sends its request slowly', () => {
  it.each([
    ['nothing at all', ''],
    ['half of its headers', 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-'],
    ['headers one by one', 'POST /graphql HTTP/1.1\r\n'],
  ])('gets 408 and is cut if its headers are not complete in time: %s', async (what, said) => {
    const connection = await open(said);
    const drip = setInterval(() => what.startsWith('headers') && connection.socket.write('X-A: b\r\n'), 50);
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 408 .*was not complete in time/s);
    clearInterval(drip);
    await expectNeighbour(gateway().ask);
  });

  it('gets 408 and is cut if its body is not complete in time, even if it sends single bytes', async () => {
    const connection = await open(postOf(SITE, { 'Content-Length': '10000' }));
    const drip = setInterval(() => connection.socket.write(' '), 50);
    expect(await connection.closed).toMatch(/^HTTP\/1\.1 408 .*was not complete in time/s);
    clearInterval(drip);
    await expectNeighbour(gateway().ask);
  });
});

describe('a client that does not read its answers', () => {
  it('is cut, and its answers are dropped', async () => {
    const connections = await Promise.all([askAndStop(open), askAndStop(open)]);
    await expectNeighbour(gateway().ask);
    await expect.poll(() => countCut(gateway().log), SOON).toBe(2);
    for (const { socket } of connections) socket.resume();
    for (const { closed } of connections) expect(answersIn(await closed)).toBeLessThan(AHEAD);
  });

  it('is cut even if it is a WebSocket that answers pings', async () => {
    const { closed, socket, subscribe } = await sockets.join();
    socket.pause();
    for (let id = 0; id < AHEAD; id += 1) subscribe(String(id), LARGE);
    const pongs = setInterval(() => socket.readyState === socket.OPEN && socket.pong(), 100);
    await sleep(PATIENCE_MS * 3);
    clearInterval(pongs);
    socket.resume();
    expect((await closed).code).toBe(1006);
  });

  it('is not cut if it reads slowly but steadily', async () => {
    const connection = await askAndStop(open);
    const begun = performance.now();
    const { socket } = connection;
    while (answersIn(connection.text()) < AHEAD && !socket.closed) {
      socket.resume();
      await sleep(10);
      socket.pause();
      await sleep(PATIENCE_MS / 5);
      if (performance.now() - begun > 2 * PATIENCE_MS) socket.resume();
    }
    expect(performance.now() - begun).toBeGreaterThan(PATIENCE_MS);
    expect(answersIn(connection.text())).toBe(AHEAD);
  });

  it('is not cut while it is idle and has no unread answer', async () => {
    const connection = await open(postOf(SITE));
    await expect.poll(() => answersIn(connection.text()), SOON).toBe(1);
    await sleep(PATIENCE_MS * 1.5);
    connection.socket.write(postOf(SITE));
    await expect.poll(() => answersIn(connection.text()), SOON).toBe(2);
  });

  it('is cut sooner if too many bytes wait for all clients together, and other clients are answered', async () => {
    const connections = await Promise.all([askAndStop(openNarrow), askAndStop(openNarrow)]);
    await expect.poll(() => countCut(narrow().log), SOON).toBeGreaterThan(0);
    await expectNeighbour(narrow().ask);
    for (const { socket } of connections) socket.resume();
    const answered = await Promise.all(connections.map(async ({ closed }) => answersIn(await closed)));
    expect(Math.min(...answered)).toBeLessThan(AHEAD);
  });
});

describe('a client that sends many pipelined requests', () => {
  it('is cut beyond 32 unanswered requests, and other clients are answered', async () => {
    const connection = await open(postOf(SITE).repeat(200));
    expect(answersIn(await connection.closed)).toBeLessThan(200);
    await expectNeighbour(gateway().ask);
  });
});
