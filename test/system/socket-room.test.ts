import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getIntrospectionQuery } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { CLOSE_TIMEOUT_MS, takesFrame } from '../../src/websocket/subscriber.js';
import { type RawSocket, useRawSockets } from '../gateway/raw-socket.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const database = useDatabase();
const gateway = useGateway(database, { MAX_SUBSCRIPTIONS_PER_SOCKET: '40' });
const sockets = useRawSockets(() => gateway().address);

const FRAME = 65_536;
const SITE = '{ site { language } }';
const FAULTY = `{ ${Array.from({ length: 90 }, (_, index) => `nothing${index}${'x'.repeat(500)}`).join(' ')} }`;

/** Sends again and again, and reads nothing. Returns true if the gateway closes the socket. */
async function flood({ closed, socket }: RawSocket, send: (round: number) => void): Promise<boolean> {
  socket.pause();
  const gone = closed.then(() => true);
  for (let round = 0; round < 3000; round += 1) {
    if (socket.bufferedAmount < 1_000_000) send(round);
    if (await Promise.race([gone, sleep(5, false)])) return true;
  }
  return false;
}

describe('a client that does not read', () => {
  it('gets all its answers when it reads again, even if they are large', async () => {
    const socket = await sockets.join();
    socket.socket.pause();
    for (let id = 0; id < 40; id += 1) socket.subscribe(String(id), getIntrospectionQuery());
    await sleep(1500);
    socket.socket.resume();
    const answered = new Set<string | undefined>();
    while (answered.size < 40) {
      const { id, payload, type } = await socket.hear();
      if (type === 'next') expect(JSON.stringify(payload).length).toBeGreaterThan(200_000);
      else answered.add(id);
    }
    socket.subscribe('next', SITE);
    expect(await socket.hear()).toMatchObject({ id: 'next', type: 'next' });
  });

  it.each<[string, (socket: RawSocket, round: number) => void]>([
    ['pings of the protocol', ({ say }) => say({ type: 'ping', payload: { text: 'x'.repeat(200_000) } })],
    ['faulty operations', ({ subscribe }, round) => subscribe(String(round), FAULTY)],
  ])('is closed if it does not read the answers to its %s, and other sockets stay open', async (_what, send) => {
    const [socket, neighbour] = [await sockets.join(), await sockets.join()];
    expect(await flood(socket, (round) => send(socket, round))).toBe(true);
    expect([1006, 1013]).toContain((await socket.closed).code);
    neighbour.subscribe('1', SITE);
    expect(await neighbour.hear()).toMatchObject({ id: '1', type: 'next' });
  });
});

describe('a socket with too many unread bytes', () => {
  const servers: WebSocketServer[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      for (const socket of server.clients) socket.terminate();
      server.close();
    }
  });

  /** Sends to a client that does not read, as long as the socket accepts frames. Returns the number of frames. */
  async function overfill() {
    const settings = { port: 0, host: '127.0.0.1', closeTimeout: CLOSE_TIMEOUT_MS };
    const server = new WebSocketServer(settings);
    servers.push(server);
    const accepted = once(server, 'connection');
    if (!server.address()) await once(server, 'listening');
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const [socket]: WebSocket[] = await accepted;
    if (!socket) throw new Error('a connection expected');
    await once(client, 'open');
    client.pause();
    let count = 0;
    for (; takesFrame(socket); count += 1) {
      socket.send(Buffer.alloc(FRAME));
      await sleep(1);
    }
    return { client, count, socket };
  }

  it('is closed with 1013, and its client gets this code after all frames when it reads again', async () => {
    const { client, count, socket } = await overfill();
    expect(socket.bufferedAmount).toBeLessThan(1_048_576 + 2 * FRAME);
    let heard = 0;
    client.on('message', () => {
      heard += 1;
    });
    client.resume();
    const [code, reason] = await once(client, 'close');
    expect([code, String(reason)]).toEqual([1013, expect.stringContaining('connect again with the last cursor')]);
    expect(heard).toBe(count);
  });

  it('is cut 5 s later if its client does not read the close frame, even if the client sends pongs', async () => {
    const { client, socket } = await overfill();
    const before = performance.now();
    const pongs = setInterval(() => client.pong(), 100);
    await once(socket, 'close');
    clearInterval(pongs);
    expect(performance.now() - before).toBeGreaterThan(4000);
    expect(performance.now() - before).toBeLessThan(7000);
    expect(socket.bufferedAmount).toBe(0);
    client.terminate();
  });
});
