import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What becomes of connections: they pass, are refused, are cut as soon as they are there, or nothing on them arrives. */
export type Way = 'pass' | 'refuse' | 'cut' | 'swallow';

/** How the last message of an answer begins, six bytes before its end: PostgreSQL is done with what it was sent. */
const READY = 'Z'.charCodeAt(0);

export interface TestProxy {
  readonly port: number;
  readonly turn: (way: Way) => Promise<void>;
  /** Cuts the next connection that sends this text, once the server has it. */
  readonly cutAfter: (text: string) => void;
  readonly close: () => Promise<void>;
}

/** A stretch of network between a gateway and its database, which a test can break. */
export async function startProxy({ hostname, port: target }: URL): Promise<TestProxy> {
  let way: Way = 'pass';
  let last: string | undefined;
  const open = new Set<Socket>();
  const isDead = new WeakSet<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target), hostname);
    const end = () => {
      client.destroy();
      upstream.destroy();
      open.delete(client);
    };
    client.on('error', end).on('close', end);
    upstream.on('error', end).on('close', end);
    open.add(client);
    if (way === 'cut') return end();
    if (way === 'swallow') isDead.add(client);
    client.on('data', (data) => {
      if (isDead.has(client)) return;
      if (last !== undefined && data.includes(last)) {
        last = undefined;
        // The server does what it was told, and its answer gets lost.
        isDead.add(client);
        upstream.on('data', (answer) => answer.at(-6) === READY && end());
      }
      upstream.write(data);
    });
    upstream.on('data', (data) => !isDead.has(client) && client.write(data));
  });
  const listen = async (port: number) => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    const address = server.address();
    return address !== null && typeof address === 'object' ? address.port : 0;
  };
  const port = await listen(0);
  const cutAll = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port,
    turn: async (next) => {
      if (way === 'refuse' && next !== 'refuse') await listen(port);
      way = next;
      // What was swallowed once stays so: a network that comes back has forgotten its connections.
      if (next === 'swallow') for (const socket of open) isDead.add(socket);
      if (next === 'refuse') server.close();
      if (next === 'refuse' || next === 'cut') cutAll();
    },
    cutAfter: (text) => {
      last = text;
    },
    close: async () => {
      cutAll();
      if (server.listening) await new Promise((done) => server.close(done));
    },
  };
}
