import type { WebSocket } from 'ws';
import type { Hub } from '../live/hub.js';
import type { Opened } from './live-operation.js';
import { followThrough } from './outlet.js';
import { readerOf, sendBack } from './socket-room.js';

const END = Buffer.from('}');

/** Follows a subscription over a socket: each event goes out as a frame of its own around the bytes that all share. */
export function followOverSocket(
  hub: Hub,
  opened: Opened,
  socket: WebSocket,
  id: string,
): AsyncIterableIterator<never> {
  const start = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  const leave = followThrough(hub, opened, {
    ...readerOf(socket),
    send: ({ json }) => socket.send(Buffer.concat([start, json, END]), { binary: false }),
    sendBack: () => sendBack(socket),
  });
  return pendingUntilReturned(leave);
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
