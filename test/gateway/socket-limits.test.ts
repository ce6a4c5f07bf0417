import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { whileHeld } from '../support/held.js';
import { type RawSocket, useRawSockets } from './raw-socket.js';

const LIMITS = {
  MAX_CONNECTIONS: '5',
  MAX_SOCKETS_PER_ADDRESS: '3',
  MAX_SUBSCRIPTIONS_PER_SOCKET: '4',
  TRUSTED_PROXIES: '1',
};
const database = useDatabase('sample_newsroom');
const gateway = useGateway(database, LIMITS);
const unlimited = useGateway(database, Object.fromEntries(Object.keys(LIMITS).map((name) => [name, '0'])));
const sockets = useRawSockets(() => gateway().address);
const others = useRawSockets(() => unlimited().address);

const SITE = '{ site { language } }';
const TICKER = 'subscription { breakingNews { cursor } }';
const SLOW = '{ mostRead(first: 1) { slug } }';
const NAMED = { data: { site: { language: 'en' } } };

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

async function answers(socket: RawSocket, id = 'still'): Promise<boolean> {
  socket.subscribe(id, SITE);
  const [{ payload }, { type }] = [await socket.hear(), await socket.hear()];
  expect([payload, type]).toEqual([NAMED, 'complete']);
  return true;
}

async function hangUp({ closed, socket }: RawSocket) {
  socket.close();
  await closed;
}

describe('sockets', () => {
  it('beyond MAX_CONNECTIONS are immediately closed with 1013, until another socket has closed', async () => {
    const open = await Promise.all(['1', '2', '3', '4', '5'].map((n) => sockets.join(from(`192.0.2.${n}`))));
    const before = performance.now();
    const refused = await sockets.open(from('192.0.2.6'));
    expect(await refused.closed).toEqual({ code: 1013, reason: expect.stringContaining('try again later') });
    expect(performance.now() - before).toBeLessThan(1000);
    for (const socket of open) expect(await answers(socket)).toBe(true);
    const [first] = open;
    if (first) await hangUp(first);
    expect(await answers(await sockets.join(from('192.0.2.6')))).toBe(true);
  });

  it('beyond MAX_SOCKETS_PER_ADDRESS are closed with 1013, but not sockets of other addresses', async () => {
    const open = await Promise.all([1, 2, 3].map(() => sockets.join(from('192.0.2.1'))));
    const refused = await sockets.open(from('192.0.2.1'));
    expect(await refused.closed).toEqual({ code: 1013, reason: expect.stringMatching(/^3 sockets of your address/) });
    expect(await answers(await sockets.join(from('192.0.2.2')))).toBe(true);
    const [first] = open;
    if (first) await hangUp(first);
    expect(await answers(await sockets.join(from('192.0.2.1')))).toBe(true);
  });

  it('count for their /64 network, and for the address that a trusted proxy appends', async () => {
    const addresses = ['2001:db8::1', '2001:db8::2', '192.0.2.9, 2001:db8::3'];
    await Promise.all(addresses.map((address) => sockets.join(from(address))));
    expect((await (await sockets.open(from('2001:db8::4'))).closed).code).toBe(1013);
    expect(await answers(await sockets.join(from('2001:db8:0:1::1')))).toBe(true);
  });

  it('no longer count when they are cut or closed for a fault', async () => {
    for (let round = 0; round < 8; round += 1) {
      const socket = await sockets.open(from('192.0.2.1'));
      if (round % 2 === 0) socket.say('no JSON');
      else socket.socket.terminate();
      await socket.closed;
    }
    await expect.poll(async () => (await sockets.open(from('192.0.2.1'))).socket.readyState).toBe(1);
    expect(await answers(await sockets.join(from('192.0.2.1')))).toBe(true);
  });

  it('are cut if they are refused and do not answer the close frame', async () => {
    await Promise.all([1, 2, 3].map(() => sockets.join(from('192.0.2.1'))));
    const { closed, socket } = await sockets.open(from('192.0.2.1'));
    // The client reads everything, and answers nothing.
    socket.close = () => {};
    expect((await closed).code).toBe(1013);
  });

  it('are unlimited, with any number of operations, if the limits are off', async () => {
    const open = await Promise.all(Array.from({ length: 20 }, () => others.join()));
    for (const socket of open) for (let id = 0; id < 10; id += 1) socket.subscribe(String(id), TICKER);
    for (const socket of open) expect(await answers(socket)).toBe(true);
  });
});

describe('operations on a socket', () => {
  it('beyond MAX_SUBSCRIPTIONS_PER_SOCKET are refused, until another operation of the socket has ended', async () => {
    const [socket, neighbour] = [await sockets.join(), await sockets.join()];
    for (const id of ['1', '2', '3', '4', '5']) socket.subscribe(id, TICKER);
    expect(await socket.hear()).toEqual({
      id: '5',
      type: 'error',
      payload: [
        {
          message: expect.stringContaining('4 operations'),
          extensions: { code: 'LIMIT_EXCEEDED', requestId: expect.any(String) },
        },
      ],
    });
    expect(await answers(neighbour)).toBe(true);
    socket.subscribe('6', SITE);
    expect(await socket.hear()).toMatchObject({ id: '6', type: 'error' });
    socket.say({ id: '2', type: 'complete' });
    expect(await answers(socket, '5')).toBe(true);
    expect(await answers(socket, '6')).toBe(true);
  });

  it('no longer count when they are refused for a mistake', async () => {
    const socket = await sockets.join();
    for (let id = 0; id < 10; id += 1) {
      for (const query of ['{ nothing }', '{ site {', 'subscription { breakingNews(after: "!") { cursor } }']) {
        socket.subscribe(String(id), query);
        expect(await socket.hear()).toMatchObject({ id: String(id), type: 'error' });
      }
    }
    expect(await answers(socket)).toBe(true);
  });

  it('count as long as they run, even if they are queries and the client has sent `complete`', async () => {
    const socket = await sockets.join();
    const lock = 'lock table content_views in access exclusive mode';
    await whileHeld(database().url, lock, 4, async () => {
      for (const id of ['1', '2', '3', '4']) {
        socket.subscribe(id, SLOW);
        socket.say({ id, type: 'complete' });
      }
      socket.subscribe('5', SITE);
      expect(await socket.hear()).toMatchObject({ id: '5', type: 'error' });
      // The client has sent `complete` for this id, but the operation still runs.
      socket.subscribe('1', SITE);
      expect(await socket.hear()).toMatchObject({ id: '1', type: 'error' });
    });
    await expect
      .poll(async () => {
        socket.subscribe('6', SITE);
        const { type } = await socket.hear();
        if (type === 'next') await socket.hear();
        return type;
      })
      .toBe('next');
  });
});
