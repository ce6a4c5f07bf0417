import { readFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { createReadAddress } from './client-address.js';
import { answerRaw } from './raw-answer.js';

/** How long a client may take to send the headers of a request, and to send all of it; how often that is looked at. */
export const REQUEST_TIMES = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 1000 };
/** How long an answer may wait without a byte of it being taken. */
const STALLED_MS = 30_000;
/** Files that the process needs beside its connections: to the database, of the program, of logs and media. */
const RESERVED_FILES = 100;
const WARN_EVERY_MS = 1000;

/** The bounds of a gateway's connections; 0 is no limit. */
export interface ConnectionBounds {
  readonly maxConnections: number;
  /** 0 behind proxies: all connections come from them. */
  readonly maxPerAddress: number;
  /** How many files the process may have open; undefined where that isn't known. */
  readonly maxFiles: number | undefined;
  readonly poolSize: number;
  readonly logger: Logger;
  readonly stalledMs?: number;
}

/**
 * Bounds the connections of a server: those that carry plain HTTP by `maxConnections` and `maxPerAddress`, as WebSockets and
 * event streams are bounded apart; all of them by the files that the process may open. When there are too many, those that wait for a next
 * request give way, the oldest first; when there are none of these, a new one is refused. One that takes nothing of its answer
 * for half a minute is cut.
 */
export function createConnections(bounds: ConnectionBounds) {
  const { logger, maxFiles, poolSize, stalledMs = STALLED_MS } = bounds;
  const maxPlain = bounds.maxConnections || Number.POSITIVE_INFINITY;
  const maxPerAddress = bounds.maxPerAddress || Number.POSITIVE_INFINITY;
  const maxAll = maxFiles === undefined ? Number.POSITIVE_INFINITY : Math.max(1, maxFiles - poolSize - RESERVED_FILES);
  if (maxAll < maxPlain)
    logger.debug(`at most ${maxAll} connections: the process may have ${maxFiles} files open (ulimit -n)`);
  const warn = createWarning(logger);
  const addressOf = createReadAddress(0);
  const all = new Set<Socket>();
  /** The address of each connection that is neither a WebSocket nor an event stream, and how many each address has. */
  const plain = new Map<Socket, string>();
  const byAddress = new Map<string, number>();
  /** Those without a request under way, the one that has been idle longest first. */
  const idle = new Set<Socket>();
  const answering = new WeakSet<Socket>();

  function stopCounting(socket: Socket): void {
    const address = plain.get(socket);
    if (address === undefined) return;
    plain.delete(socket);
    idle.delete(socket);
    const left = (byAddress.get(address) ?? 0) - 1;
    if (left > 0) byAddress.set(address, left);
    else byAddress.delete(address);
  }

  /** Why a connection finds no place; undefined once it has one. */
  function makeRoom(address: string): string | undefined {
    const isFull = plain.size >= maxPlain || all.size >= maxAll;
    const isAddressFull = (byAddress.get(address) ?? 0) >= maxPerAddress;
    if (!isFull && !isAddressFull) return undefined;
    const oldest = isAddressFull
      ? [...idle].find((socket) => plain.get(socket) === address)
      : idle.values().next().value;
    if (!oldest) return isAddressFull ? `of ${address}, which has ${maxPerAddress}` : `: ${all.size} are open`;
    stopCounting(oldest);
    all.delete(oldest);
    oldest.destroy();
    return undefined;
  }

  function enter(socket: Socket): void {
    const address = addressOf({ headers: {}, socket });
    const refusal = makeRoom(address);
    if (refusal !== undefined) {
      warn(refusal);
      answerRaw(socket, 503, { error: 'too many connections are open: close some, or try again later' });
      return;
    }
    all.add(socket);
    plain.set(socket, address);
    byAddress.set(address, (byAddress.get(address) ?? 0) + 1);
    idle.add(socket);
    socket.once('close', () => {
      stopCounting(socket);
      all.delete(socket);
    });
  }

  function begin({ socket }: IncomingMessage, response: ServerResponse): void {
    idle.delete(socket);
    answering.add(socket);
    response.once('close', () => {
      answering.delete(socket);
      if (plain.has(socket)) idle.add(socket);
    });
  }

  return {
    /** Bounds the connections of a server from now on. */
    watch: (server: Server): void => {
      server.on('connection', enter);
      server.on('request', begin);
      server.on('upgrade', ({ socket }: IncomingMessage) => stopCounting(socket));
      // Node restarts the time whenever some of what waits has been taken.
      server.setTimeout(stalledMs, (socket) => {
        if (answering.has(socket) && socket.writableLength === 0) socket.setTimeout(stalledMs);
        else socket.destroy();
      });
    },
    /** Tells that a connection is an event stream now, which is counted with the WebSockets. */
    becomeStream: stopCounting,
  };
}

/** Says at most once a second how many connections were refused, and why the last one was. */
function createWarning(logger: Logger): (why: string) => void {
  let refused = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  return (why) => {
    refused += 1;
    if (performance.now() - saidAt < WARN_EVERY_MS) return;
    logger.warn({ refused }, `refused a connection${why}`);
    refused = 0;
    saidAt = performance.now();
  };
}

/** How many files the process may have open, where the system tells. */
export async function readMaxFiles(): Promise<number | undefined> {
  const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const [, soft] = /^Max open files\s+(\d+)/m.exec(limits) ?? [];
  return soft === undefined ? undefined : Number(soft);
}
