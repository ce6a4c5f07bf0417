import type { ServerResponse } from 'node:http';
import { hasRoom, type Reader, ROOM_FOR_MORE, takesMore } from '../connections/backpressure.js';
import type { Payload } from '../live/payloads.js';
import type { Subscriber } from '../live/subscriber.js';
import { writeLogCursor } from '../writing/cursor.js';

/** How often an idle stream sends a comment, so that proxies do not close it. */
const KEEP_ALIVE_MS = 12_000;
/** How long a client may take to read the end of a stream. After this time the connection is closed. */
const GOODBYE_MS = 2000;
const COMMENT = ':\n\n';
const COMPLETE = 'event: complete\ndata:\n\n';

/** A response of server-sent events. Results and events are sent as `next`, and the end as `complete`. */
export interface EventStream extends Subscriber {
  /** Sends the only result of an operation, and then `complete`. */
  readonly answer: (result: object) => void;
  /** Ends the stream without `complete`, so that the client connects again. */
  readonly end: () => void;
}

export function openEventStream(response: ServerResponse, cacheControl: string): EventStream {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': cacheControl,
    // Without this header, nginx would hold events back until they fill a buffer.
    'X-Accel-Buffering': 'no',
  });
  // Some clients consider a response open only when its body has begun.
  response.write(COMMENT);
  const isOpen = () => !response.writableEnded && !response.destroyed;
  const keepAlive = setInterval(() => {
    if (isOpen() && response.writableLength === 0) response.write(COMMENT);
  }, KEEP_ALIVE_MS);
  response.once('close', () => clearInterval(keepAlive));

  function end(last?: string): void {
    if (!isOpen()) return;
    clearInterval(keepAlive);
    const cut = setTimeout(() => response.destroy(), GOODBYE_MS);
    response.once('close', () => clearTimeout(cut));
    response.end(last);
  }

  const reader: Reader = { isOpen, waiting: () => response.writableLength, cut: () => response.destroy() };
  return {
    position: 0,
    send: (payload) => takesMore(reader) && response.write(frameOf(payload)),
    ready: () => hasRoom(reader, ROOM_FOR_MORE),
    // This sends an id without an event. A client that loses its connection before the first event sends the id when it connects again.
    begin: (position) => isOpen() && response.write(`:\nid: ${writeLogCursor(position)}\n\n`),
    answer: (result) => end(`event: next\ndata: ${JSON.stringify(result)}\n\n${COMPLETE}`),
    fail: () => end(),
    end: () => end(),
  };
}

const frames = new WeakMap<Payload, Buffer>();

/** Returns the frame of an event. The frame is made once, and all subscribers of a group get the same bytes. */
function frameOf(payload: Payload): Buffer {
  const known = frames.get(payload);
  if (known) return known;
  const head = `id: ${writeLogCursor(payload.position)}\nevent: next\ndata: `;
  const frame = Buffer.concat([Buffer.from(head), payload.json, Buffer.from('\n\n')]);
  frames.set(payload, frame);
  return frame;
}
