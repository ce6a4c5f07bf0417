import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** The opcodes of WebSocket frames. */
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
/** An empty pong, masked with zeros. */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
/** The read buffer, which all sockets of the process share. */
const shared = Buffer.alloc(65_536);

/** The `Origin` header of all sockets. */
export const PAGE = 'http://localhost:3000';

/** Called for each text frame, with its size in bytes. It gets the text too, if the whole frame arrived in one piece. */
export type TakeFrame = (bytes: number, text: Buffer | undefined) => void;

/**
 * A client's WebSocket that only counts frames. It is cheap, so that thousands of clients need less time than the servers
 * that are measured.
 */
export class CountingSocket {
  readonly #socket: Socket;
  readonly #takeFrame: TakeFrame;
  #isOpen = false;
  /** The beginning of a frame's header, or of the answer to the upgrade, whose rest has not arrived yet. */
  #rest: Buffer | undefined;
  /** The bytes of the current frame that have not arrived yet. */
  #left = 0;
  /** The size of the current frame in bytes. */
  #size = 0;
  readonly opened: Promise<void>;

  constructor(port: number, takeFrame: TakeFrame, fail: (error: Error) => void) {
    this.#takeFrame = takeFrame;
    let open = () => {};
    this.opened = new Promise((done, failed) => {
      open = done;
      this.#onFailure = (error) => {
        failed(error);
        fail(error);
      };
    });
    const onread = { buffer: shared, callback: (bytes: number) => this.#read(shared.subarray(0, bytes), open) };
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true, onread });
    this.#socket.on('error', (error) => this.#onFailure(error));
    this.#socket.on('close', () => this.#onFailure(new Error('a socket was closed')));
    this.#socket.write(
      [
        'GET /graphql HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
        'Sec-WebSocket-Protocol: graphql-transport-ws',
        `Origin: ${PAGE}`,
        'User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        '\r\n',
      ].join('\r\n'),
    );
  }

  #onFailure: (error: Error) => void = () => {};

  send(text: string): void {
    const { length } = Buffer.from(text);
    const header = length < 126 ? [0x81, 0x80 | length] : [0x81, 0x80 | 126, length >> 8, length & 255];
    this.#socket.write(Buffer.concat([Buffer.from([...header, 0, 0, 0, 0]), Buffer.from(text)]));
  }

  #read(piece: Buffer, open: () => void): boolean {
    let bytes = this.#rest ? Buffer.concat([this.#rest, piece]) : piece;
    this.#rest = undefined;
    if (!this.#isOpen) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) {
        this.#rest = Buffer.from(bytes);
        return true;
      }
      if (!bytes.toString('latin1', 0, 12).endsWith('101'))
        this.#onFailure(new Error(`no upgrade: ${bytes.toString('latin1', 0, end)}`));
      this.#isOpen = true;
      open();
      bytes = bytes.subarray(end + 4);
    }
    this.#readFrames(bytes);
    return true;
  }

  #readFrames(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, bytes.length - at);
        this.#left -= taken;
        at += taken;
        if (this.#left === 0) this.#takeFrame(this.#size, undefined);
        continue;
      }
      const header = readHeader(bytes, at);
      if (!header) {
        this.#rest = Buffer.from(bytes.subarray(at));
        return;
      }
      at += header.bytes;
      if (bytes[at - header.bytes] === (0x80 | TEXT)) at += this.#begin(bytes, at, header.size);
      else at += this.#control((bytes[at - header.bytes] ?? 0) & 15, header.size, bytes.subarray(at));
    }
  }

  /** Reads a complete frame, or notes the size of an incomplete frame. Returns the number of bytes read. */
  #begin(bytes: Buffer, at: number, size: number): number {
    if (bytes.length - at >= size) {
      this.#takeFrame(size, bytes.subarray(at, at + size));
      return size;
    }
    this.#size = size;
    this.#left = size;
    return 0;
  }

  #control(opcode: number, size: number, payload: Buffer): number {
    if (opcode === PING) this.#socket.write(PONG);
    if (opcode === CLOSE) this.#onFailure(new Error(`a socket was closed: ${payload.toString('utf8', 2, size)}`));
    return size;
  }
}

/** Opens a socket and does the handshake of graphql-transport-ws. `takeFrame` gets the frames that follow the handshake. */
export async function openGraphQLSocket(
  port: number,
  takeFrame: TakeFrame,
  fail: (error: Error) => void,
): Promise<CountingSocket> {
  let acknowledge: (() => void) | undefined;
  const acknowledged = new Promise<void>((done) => {
    acknowledge = done;
  });
  const take: TakeFrame = (size, text) => {
    if (!acknowledge) return takeFrame(size, text);
    acknowledge();
    acknowledge = undefined;
  };
  const socket = new CountingSocket(port, take, fail);
  await socket.opened;
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await acknowledged;
  return socket;
}

/** Reads the header of a frame from a server, which has no mask. Returns undefined if the header is incomplete. */
function readHeader(bytes: Buffer, at: number): { readonly bytes: number; readonly size: number } | undefined {
  const there = bytes.length - at;
  if (there < 2) return undefined;
  const short = bytes[at + 1] ?? 0;
  if (short < 126) return { bytes: 2, size: short };
  if (short === 126) return there < 4 ? undefined : { bytes: 4, size: bytes.readUInt16BE(at + 2) };
  return there < 10 ? undefined : { bytes: 10, size: Number(bytes.readBigUInt64BE(at + 2)) };
}
