import { once } from 'node:events';
import { afterEach } from 'vitest';
import { WebSocket } from 'ws';

/** A message of graphql-transport-ws. */
interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface RawSocket {
  readonly socket: WebSocket;
  /** Sends a message as JSON. A string is sent unchanged. */
  readonly say: (message: object | string) => void;
  readonly subscribe: (id: string, query: string, variables?: object) => void;
  /** Returns the next unread message. Rejects if the socket closes before that. */
  readonly hear: () => Promise<Message>;
  /** Resolves when the socket is closed, to the code and the reason. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
}

interface Options {
  readonly protocols?: string[];
  readonly headers?: Record<string, string>;
}

/** Opens sockets without a protocol client: a test sends every message itself. All sockets are cut after each test. */
export function useRawSockets(address: () => string) {
  const opened: WebSocket[] = [];
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.terminate();
  });

  async function open({ headers = {}, protocols = ['graphql-transport-ws'] }: Options = {}): Promise<RawSocket> {
    const socket = new WebSocket(`${address().replace('http', 'ws')}/graphql`, protocols, { headers });
    opened.push(socket);
    const raw = wrap(socket);
    await once(socket, 'open');
    return raw;
  }

  return {
    open,
    /** Opens a socket and does the handshake. */
    join: async (options?: Options): Promise<RawSocket> => {
      const raw = await open(options);
      raw.say({ type: 'connection_init' });
      await raw.hear();
      return raw;
    },
  };
}

function wrap(socket: WebSocket): RawSocket {
  const heard: Message[] = [];
  const closed = once(socket, 'close').then(([code, reason]) => ({ code: Number(code), reason: String(reason) }));
  socket.on('message', (data) => heard.push(JSON.parse(String(data))));
  const say = (message: object | string) =>
    socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return {
    socket,
    say,
    subscribe: (id, query, variables = {}) => say({ id, type: 'subscribe', payload: { query, variables } }),
    hear: async () => {
      for (;;) {
        const next = heard.shift();
        if (next) return next;
        if (socket.readyState === WebSocket.CLOSED) throw new Error('the socket was closed');
        await Promise.race([once(socket, 'message'), closed]);
      }
    },
    closed,
  };
}
