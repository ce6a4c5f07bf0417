import type { IncomingMessage } from 'node:http';
import { codedError } from '../errors.js';

/** The most bytes of memory for all request bodies that are being received at the same time. */
const MOST_RECEIVING = 67_108_864;
/** The memory that a chunk takes besides its content, in bytes. It is counted, because a body may come in chunks of one byte. */
const PIECE_BYTES = 256;

interface BodyBounds {
  /** The most bytes of a body; 0 means no limit. */
  readonly maxBytes: number;
  readonly mostReceiving?: number | undefined;
}

interface Receiving {
  taken: number;
  readonly refuse: () => void;
}

/** Receives bodies, with one limit for all. At the limit, the oldest body is refused, so slow clients block nobody. */
export class RequestBodies {
  /** The bodies that are being received, the oldest first. */
  readonly #receiving = new Set<Receiving>();
  #taken = 0;

  constructor(readonly bounds: BodyBounds) {}

  /** Reads a body. Rejects if the body is too long, and drops the rest, so that the client can read the answer. */
  async read(request: IncomingMessage): Promise<Buffer> {
    const chunks: Buffer[] = [];
    await this.#collect(request, chunks);
    // The listeners keep this array while the request is open. An event stream stays open, so the array is emptied here.
    return Buffer.concat(chunks.splice(0));
  }

  #collect(request: IncomingMessage, chunks: Buffer[]): Promise<void> {
    const { maxBytes } = this.bounds;
    return new Promise((done, fail) => {
      let size = 0;
      const end = (error: Error) => {
        this.#leave(body);
        chunks.length = 0;
        request.removeAllListeners('data').resume();
        fail(error);
      };
      const body: Receiving = { taken: 0, refuse: () => end(tooMuchOfAll()) };
      if (maxBytes > 0 && Number(request.headers['content-length']) > maxBytes) return end(tooLong(maxBytes));
      this.#receiving.add(body);
      request.on('data', (chunk: Buffer) => {
        size += chunk.byteLength;
        if (maxBytes > 0 && size > maxBytes) return end(tooLong(maxBytes));
        chunks.push(chunk);
        this.#take(body, chunk.byteLength + PIECE_BYTES);
      });
      request.on('end', () => {
        this.#leave(body);
        done();
      });
      request.on('error', () => end(refuse(400, 'BAD_USER_INPUT', 'the body ended early')));
      request.on('close', () => this.#leave(body));
    });
  }

  #take(body: Receiving, bytes: number): void {
    const { mostReceiving = MOST_RECEIVING } = this.bounds;
    body.taken += bytes;
    this.#taken += bytes;
    for (const oldest of this.#receiving) {
      if (this.#taken <= mostReceiving) return;
      oldest.refuse();
    }
  }

  #leave(body: Receiving): void {
    if (!this.#receiving.delete(body)) return;
    this.#taken -= body.taken;
  }
}

const tooLong = (maxBytes: number) =>
  refuse(413, 'LIMIT_EXCEEDED', `the body is larger than ${maxBytes} bytes (MAX_BODY_BYTES): ask for less at once`);

const tooMuchOfAll = () =>
  refuse(503, 'LIMIT_EXCEEDED', 'too many request bodies are being received, and this is the oldest: try again');

function refuse(status: number, code: 'BAD_USER_INPUT' | 'LIMIT_EXCEEDED', message: string) {
  const headers = status === 503 ? { 'Retry-After': '5' } : {};
  return codedError(code, message, { http: { status, headers } });
}
