import type { ServerResponse } from 'node:http';
import { hasRoom, type Reader, ROOM_FOR_MORE, takesMore } from '../connections/backpressure.js';
import { writeLogCursor } from '../live/cursor.js';
import type { Follower } from '../live/following.js';
import type { Payload } from '../live/payloads.js';

/** How often a quiet stream says that it is there, before proxies take it for dead. */
const KEEP_ALIVE_MS = 12_000;
/** How long a client may take to read the end of a stream. */
const GOODBYE_MS = 2000;
const COMMENT = ':\n\n';
const COMPLETE = 'event: complete\ndata:\n\n';

/** A response as server-sent events, of the kinds `next` and `complete`. */
export interface EventStream extends Follower {
  /** Sends the result of an operation that has no more than one, and completes. */
  readonly answer: (result: object) => void;
  /** Ends without having completed: clients come back. */
  readonly end: () => void;
}

/** Begins a stream; `vary` and what keeps it from others' caches are set before. */
export function openEventStream(response: ServerResponse, cacheControl: string): EventStream {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': cacheControl,
    // nginx would gather events until they fill a buffer.
    'X-Accel-Buffering': 'no',
  });
  // Some clients take a response for begun only when something of its body has come.
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
    // An id without an event, behind a comment: whoever is cut off before the first event comes back to where it began.
    begin: (position) => isOpen() && response.write(`:\nid: ${writeLogCursor(position)}\n\n`),
    answer: (result) => end(`event: next\ndata: ${JSON.stringify(result)}\n\n${COMPLETE}`),
    fail: () => end(),
    end: () => end(),
  };
}

const frames = new WeakMap<Payload, Buffer>();

/** The same bytes for all who follow the same. */
function frameOf(payload: Payload): Buffer {
  const known = frames.get(payload);
  if (known) return known;
  const head = `id: ${writeLogCursor(payload.position)}\nevent: next\ndata: `;
  const frame = Buffer.concat([Buffer.from(head), payload.json, Buffer.from('\n\n')]);
  frames.set(payload, frame);
  return frame;
}
