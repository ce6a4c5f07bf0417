import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, beforeAll } from 'vitest';

export const PASSWORD = 'SECRET';

/** A Redis on 127.0.0.1 for a test file. Tests can stop it and start it again. */
export interface TestRedis {
  /** The URL of this Redis, with the password. */
  readonly url: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Returns the number of connections that are subscribed to a channel. */
  readonly countSubscribers: (channel: string) => Promise<number>;
}

export function useRedis(): () => TestRedis {
  let port = 0;
  let server: ChildProcess | undefined;
  const urlOf = () => `redis://default:${PASSWORD}@127.0.0.1:${port}`;
  const stop = async () => {
    if (!server) return;
    const ended = once(server, 'close');
    server.kill('SIGKILL');
    await ended;
    server = undefined;
  };
  const start = async () => {
    server = await startServer(port);
  };
  beforeAll(async () => {
    port = await findFreePort();
    await start();
  });
  afterAll(stop);
  return () => ({
    url: urlOf(),
    start,
    stop,
    countSubscribers: async (channel) => {
      const redis = new Redis(urlOf());
      const counts: unknown = await redis.call('pubsub', 'numsub', channel);
      redis.disconnect();
      return Number(Array.isArray(counts) ? counts[1] : 0);
    },
  });
}

/** Starts a server without persistence. Resolves when the server accepts connections. */
async function startServer(port: number): Promise<ChildProcess> {
  const args = ['--bind', '127.0.0.1', '--port', String(port), '--requirepass', PASSWORD];
  const server = spawn('redis-server', [...args, '--save', '', '--appendonly', 'no']);
  server.stderr.resume();
  await new Promise<void>((done, fail) => {
    let printed = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.includes('Ready to accept connections')) done();
    });
    server.once('close', () => fail(new Error(`redis-server ended: ${printed}`)));
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isMissing = error.code === 'ENOENT';
      fail(isMissing ? new Error('redis-server is not installed: apt-get install redis-server') : error);
    });
  });
  return server;
}

function findFreePort(): Promise<number> {
  const probe = createServer();
  return new Promise((done) => {
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
