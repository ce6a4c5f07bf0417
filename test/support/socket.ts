import { once } from 'node:events';
import { type Client, createClient, type SubscribePayload } from 'graphql-ws';
import { afterEach } from 'vitest';
import { WebSocket } from 'ws';
import type { TestGateway } from './gateway.js';

interface Connection {
  /** Its `connectionParams`. */
  readonly params?: Record<string, unknown>;
  /** Headers of the upgrade, which no browser can set. */
  readonly headers?: Record<string, string>;
}

/** The code and the reason of a close. */
interface Closed {
  readonly code: number;
  readonly reason: string;
}

export interface Socket {
  /** The result of an operation; fails when the socket is closed or the operation refused. */
  readonly ask: (payload: SubscribePayload) => Promise<object>;
  readonly closed: Promise<Closed>;
  /** Whether it has been let in. */
  readonly opened: Promise<void>;
}

/** Connects as clients do; everything is closed after the test. */
export function useSockets(gateway: () => TestGateway): (connection?: Connection) => Socket {
  const clients: Client[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
  });
  return ({ headers = {}, params } = {}) => {
    class Upgraded extends WebSocket {
      constructor(address: string, protocols: string[]) {
        super(address, protocols, { headers });
      }
    }
    const client = createClient({
      url: `${gateway().address.replace('http', 'ws')}/graphql`,
      webSocketImpl: Upgraded,
      lazy: false,
      retryAttempts: 0,
      onNonLazyError: () => {},
      ...(params && { connectionParams: params }),
    });
    clients.push(client);
    const closed = new Promise<Closed>((done) => client.on('closed', (event) => done(describeClose(event))));
    const opened = new Promise<void>((done) => client.on('connected', () => done()));
    return { ask: (payload) => askOnce(client, payload), closed, opened };
  };
}

function describeClose(event: unknown): Closed {
  const { code = 0, reason = '' } = Object(event);
  return { code: Number(code), reason: String(reason) };
}

async function askOnce(client: Client, payload: SubscribePayload): Promise<object> {
  for await (const result of client.iterate(payload)) return result;
  throw new Error('there was no result');
}

/** Sends messages without a protocol client, each after an answer. Returns everything that came until the socket closed. */
export async function speak(gateway: TestGateway, messages: readonly object[]): Promise<string[]> {
  const socket = new WebSocket(`${gateway.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const heard: string[] = [];
  socket.on('message', (data) => {
    heard.push(String(data));
    const next = messages[heard.length];
    if (next) socket.send(JSON.stringify(next));
    else socket.close();
  });
  const closed = once(socket, 'close').then(([code, reason]) => heard.push(`${code} ${reason}`));
  await once(socket, 'open');
  socket.send(JSON.stringify(messages[0]));
  await closed;
  return heard;
}
