import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { postOf, type RawConnection, useRawConnections } from './raw-connection.js';

const database = useDatabase();
const gateway = useGateway(database, {}, { mostReceiving: 1_000_000 });
const open = useRawConnections(() => gateway().address);

const SITE = '{ site { language } }';
/** A body of just over 100 KB. Nine of these bodies fit into the limit, but not ten. */
const BODY = `${SITE} #${'x'.repeat(100_000)}`;
const PIECES = 'x'.repeat(3000);
const SOON = { timeout: 5000, interval: 20 };

/** Sends only the first half of a body. */
const begin = (headers: Readonly<Record<string, string>> = {}): Promise<RawConnection> =>
  open(postOf(BODY, { 'Content-Length': '200000', ...headers }));

async function beginMany(count: number): Promise<RawConnection[]> {
  const connections: RawConnection[] = [];
  for (let number = 0; number < count; number += 1) {
    connections.push(await begin());
    await sleep(20);
  }
  return connections;
}

const isRefused = ({ text }: RawConnection) => text().startsWith('HTTP/1.1 503 ');

async function expectAnswered() {
  for (const query of [SITE, BODY]) {
    expect(await gateway().ask(query)).toMatchObject({ status: 200, data: { site: { language: 'en' } } });
  }
}

describe('incomplete bodies', () => {
  it('are refused beyond their limit, the oldest first, and complete requests are still answered', async () => {
    const connections = await beginMany(14);
    await expect.poll(() => connections.filter(isRefused).length, SOON).toBe(5);
    expect(connections.slice(0, 5).every(isRefused)).toBe(true);
    expect(connections[0]?.text()).toMatch(/retry-after: 5.*"LIMIT_EXCEEDED"/is);
    await expectAnswered();
  });

  it('are refused over server-sent events too', async () => {
    const connection = await begin({ Accept: 'text/event-stream' });
    await beginMany(10);
    await expect.poll(() => isRefused(connection), SOON).toBe(true);
    expect(connection.text()).toMatch(/retry-after: 5.*"LIMIT_EXCEEDED"/is);
  });

  it('no longer count when they are aborted, too long or complete', async () => {
    for (let round = 0; round < 4; round += 1) {
      const connections = await beginMany(5);
      for (const { socket } of connections) socket.destroy();
      await sleep(50);
      expect((await gateway().ask(`${SITE} #${'x'.repeat(300_000)}`)).status).toBe(413);
      await expectAnswered();
    }
    const connections = await beginMany(8);
    await expectAnswered();
    expect(connections.filter(isRefused)).toEqual([]);
  });

  it('count with the memory that their chunks need if each chunk has only one byte', async () => {
    const chunked =
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    const first = await open(chunked);
    first.socket.write([...PIECES].map((piece) => `1\r\n${piece}\r\n`).join(''));
    await sleep(50);
    const second = await open(chunked);
    second.socket.write([...PIECES].map((piece) => `1\r\n${piece}\r\n`).join(''));
    await expect.poll(() => isRefused(first), SOON).toBe(true);
    await expectAnswered();
  });
});
