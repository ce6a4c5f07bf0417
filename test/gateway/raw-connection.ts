import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach } from 'vitest';

/** A TCP connection on which a test can send any bytes. */
export interface RawConnection {
  readonly socket: Socket;
  /** Returns the text that was received so far. */
  readonly text: () => string;
  readonly isClosed: () => boolean;
  /** Resolves when the connection is closed, to everything that was received. */
  readonly closed: Promise<string>;
}

/** Opens connections, and cuts all of them after each test. */
export function useRawConnections(address: () => string) {
  const opened: Socket[] = [];
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.destroy();
  });
  /** Connects, and sends a text. */
  return async (said = ''): Promise<RawConnection> => {
    const { hostname, port } = new URL(address());
    const socket = connect({ port: Number(port), host: hostname });
    opened.push(socket);
    const parts: Buffer[] = [];
    const text = () => Buffer.concat(parts).toString('latin1');
    socket.on('error', () => {}).on('data', (part: Buffer) => parts.push(part));
    const closed = new Promise<string>((done) => {
      socket.once('close', () => done(text()));
    });
    await once(socket, 'connect');
    if (said) socket.write(said);
    return { socket, text, closed, isClosed: () => socket.closed };
  };
}

/** Writes an HTTP request that POSTs an operation. */
export function postOf(query: string, headers: Readonly<Record<string, string>> = {}): string {
  const body = JSON.stringify({ query });
  const all = { Host: 'localhost', 'Content-Type': 'application/json', 'Content-Length': body.length, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /graphql HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}
