import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A Redis for this test, without persistence. */
export interface Broker {
  readonly url: string;
  /** Stops Redis for a while, and starts it again on the same port. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startBroker(): Promise<Broker> {
  const port = await findFreePort();
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    });
    await once(child, 'spawn').catch(() => {
      throw new Error('redis-server is not installed: apt-get install redis-server');
    });
  };
  const end = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  process.once('exit', () => child?.kill('SIGKILL'));
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    pause: async (ms, signal) => {
      await end();
      await sleep(ms, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await start();
    },
    close: end,
  };
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}
