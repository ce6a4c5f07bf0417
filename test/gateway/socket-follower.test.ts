import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { MOST_WAITING } from '../../src/connections/backpressure.js';
import type { Payload } from '../../src/live/payloads.js';
import { Frames, SocketSubscriber } from '../../src/websocket/subscriber.js';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
afterAll(() => server.close());

/** Connects a client. Returns both ends of the socket, and the frames that the client receives. */
async function connect() {
  if (!server.address()) await once(server, 'listening');
  const accepted = once(server, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${Object(server.address()).port}`);
  const frames: string[] = [];
  client.on('message', (data) => frames.push(String(data)));
  const [socket] = (await accepted) as [WebSocket];
  await once(client, 'open');
  return { client, frames, socket };
}

const frames = new Frames();
const follow = (socket: WebSocket, id: string) => new SocketSubscriber(socket, id, frames);

describe('frames that share the bytes of one event', () => {
  it('keep their own ids while they wait to be read', async () => {
    const [slow, quick] = [await connect(), await connect()];
    const followers = [follow(slow.socket, 'aaaa'), follow(quick.socket, 'bbbb')] as const;
    slow.client.pause();
    let sent = 0;
    const sendBoth = () => {
      const payload: Payload = {
        position: ++sent,
        json: Buffer.from(JSON.stringify({ text: 'x'.repeat(9000), sent })),
      };
      for (const subscriber of followers) subscriber.send(payload);
    };
    const waiting = () => Math.max(slow.socket.bufferedAmount, quick.socket.bufferedAmount);
    for (let count = 0; waiting() === 0 && count < 5000; count += 1) sendBoth();
    // Bytes that do not fit into the kernel's buffers wait in the process.
    expect(waiting()).toBeGreaterThan(0);
    for (let count = 0; count < 20; count += 1) sendBoth();
    slow.client.resume();
    for (const [frames, id] of [
      [slow.frames, 'aaaa'],
      [quick.frames, 'bbbb'],
    ] as const) {
      await expect.poll(() => frames.length).toBe(sent);
      const messages = frames.map((frame) => JSON.parse(frame));
      expect(new Set(messages.map((message) => message.id))).toEqual(new Set([id]));
      expect(messages.map((message) => message.payload.sent)).toEqual(
        Array.from({ length: sent }, (_, index) => index + 1),
      );
    }
    slow.client.close();
    quick.client.close();
  });

  it('may be larger than the limit for unread bytes, but then the next frame closes the socket', async () => {
    const { client, frames, socket } = await connect();
    const subscriber = follow(socket, 'a');
    client.pause();
    // The first event alone is larger than the limit. So the second event closes the socket, and is not sent.
    const large: Payload = { position: 1, json: Buffer.from(JSON.stringify('x'.repeat(20_000_000))) };
    subscriber.send(large);
    expect(socket.bufferedAmount).toBeGreaterThan(MOST_WAITING);
    expect(socket.readyState).toBe(socket.OPEN);
    const closed = once(client, 'close');
    subscriber.send({ ...large, position: 2 });
    client.resume();
    const [code] = await closed;
    expect(code).toBe(1013);
    expect(frames.map((frame) => frame.length)).toEqual([
      large.json.length + '{"id":"a","type":"next","payload":}'.length,
    ]);
  });

  it('can have an id with any characters, which is written as JSON', async () => {
    const { client, frames, socket } = await connect();
    for (const id of ['"quoted"', 'línea\n', '\u2028']) {
      follow(socket, id).send({ position: 1, json: Buffer.from('{}') });
      await expect.poll(() => JSON.parse(frames.pop() ?? '{}').id).toBe(id);
    }
    client.close();
  });
});
