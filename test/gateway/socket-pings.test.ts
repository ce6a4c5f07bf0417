import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { startPings } from '../../src/websocket/pings.js';

const EVERY_MS = 240;
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
const pings = startPings(EVERY_MS);
beforeAll(async () => {
  server.on('connection', pings.add);
  if (!server.address()) await once(server, 'listening');
});
afterAll(() => {
  pings.stop();
  for (const socket of server.clients) socket.terminate();
  server.close();
});

async function connect(autoPong: boolean) {
  const { port } = server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong });
  const heard = { pings: 0, closed: 0 };
  socket.on('ping', () => {
    heard.pings += 1;
  });
  socket.on('close', (code) => {
    heard.closed = code;
  });
  await once(socket, 'open');
  return heard;
}

it('a socket is pinged regularly, and cut if it has not answered a ping before the next ping', async () => {
  const [answering, silent] = [await connect(true), await connect(false)];
  await sleep(EVERY_MS * 5);
  expect(answering.pings).toBeGreaterThanOrEqual(3);
  expect(answering.pings).toBeLessThanOrEqual(6);
  expect(answering.closed).toBe(0);
  expect(silent).toEqual({ pings: 1, closed: 1006 });
  expect(server.clients.size).toBe(1);
});
