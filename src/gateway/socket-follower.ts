import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { Hub } from '../live/hub.js';
import type { Opened } from './live-operation.js';

/** Bytes that may wait for a client that does not read. */
const MOST_WAITING = 1_048_576;
/** So little must wait before a client that comes back is told more of what it missed. */
const ROOM_FOR_MORE = 65_536;
/** How long a client may take to make room. */
const PATIENCE_MS = 30_000;
/** How long it may take to say goodbye when it is closed for not reading. */
const GOODBYE_MS = 5000;
const TRY_AGAIN_LATER = 1013;

/** Follows a subscription over a socket: each event goes out as a frame of its own around the bytes that all share. */
export function followOverSocket(
  hub: Hub,
  { after, request }: Opened,
  socket: WebSocket,
  id: string,
): AsyncIterableIterator<never> {
  const start = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  const end = Buffer.from('}');
  const leave = hub.follow(request, after, {
    position: 0,
    send: ({ json }) => {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MOST_WAITING) closeSlow(socket);
      else socket.send(Buffer.concat([start, json, end]), { binary: false });
    },
    ready: () => hasRoom(socket),
    fail: () => socket.close(TRY_AGAIN_LATER, 'an event could not be sent: come back after the last cursor'),
  });
  return pendingUntilReturned(leave);
}

/** Waits until a client has read most of what it was sent; false when it is gone, or does not read at all. */
async function hasRoom(socket: WebSocket): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (socket.readyState === socket.OPEN && socket.bufferedAmount > ROOM_FOR_MORE) {
    if (performance.now() > deadline) {
      closeSlow(socket);
      return false;
    }
    await sleep(20);
  }
  return socket.readyState === socket.OPEN;
}

/** A close frame waits behind what is not read: a client that does not take it is cut, whatever pongs it sends. */
function closeSlow(socket: WebSocket): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.close(TRY_AGAIN_LATER, 'too much waits to be read: come back after the last cursor');
  const cut = setTimeout(() => socket.terminate(), GOODBYE_MS);
  socket.once('close', () => clearTimeout(cut));
}

/** What graphql-ws holds for a subscription: it yields nothing, as the hub sends, and ends when it is returned. */
function pendingUntilReturned(leave: () => void): AsyncIterableIterator<never> {
  let end = () => {};
  const ended = new Promise<IteratorResult<never>>((done) => {
    end = () => done({ done: true, value: undefined });
  });
  const finish = (): Promise<IteratorResult<never>> => {
    leave();
    end();
    return ended;
  };
  return {
    next: () => ended,
    return: finish,
    throw: finish,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
