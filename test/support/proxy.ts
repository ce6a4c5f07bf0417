import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What happens to connections: they pass, are refused, are cut at once, or take bytes without passing them on. */
export type Way = 'pass' | 'refuse' | 'cut' | 'swallow';

/** The beginning of ReadyForQuery, the last message of an answer, six bytes before its end. */
const READY = 'Z'.charCodeAt(0);

export interface TestProxy {
  readonly port: number;
  readonly turn: (way: Way) => Promise<void>;
  /** Cuts the next connection that sends this text, after the server got it. */
  readonly cutAfter: (text: string) => void;
  readonly close: () => Promise<void>;
}

/** A TCP proxy between a gateway and its database. A test can break its connections. */
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
        // The server runs the statement, and its answer is lost.
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
      // A connection that swallowed bytes stays broken, as after a real network failure.
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
