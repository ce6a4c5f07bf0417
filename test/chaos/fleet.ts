import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** The longest time that a gateway may take to start on a busy machine. */
const START_MS = 60_000;

/** Gateways with one database. Each gateway has its own process. */
export interface Fleet {
  readonly size: number;
  /** The current address of each gateway, such as `http://127.0.0.1:4000`. */
  readonly addresses: () => readonly string[];
  /** Kills a gateway and starts it again. Resolves when the gateway listens. */
  readonly replace: (index: number) => Promise<void>;
  /** How often each warning was logged. */
  readonly warnings: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

/** Starts gateways from `dist`, with the settings in `env`. */
export async function startFleet(size: number, env: Readonly<Record<string, string>>): Promise<Fleet> {
  const addresses: string[] = [];
  const children = new Map<number, ChildProcess>();
  const warnings = new Map<string, number>();
  let isClosing = false;
  // However this process ends, the gateways are killed.
  const killAll = () => {
    for (const child of children.values()) child.kill('SIGKILL');
  };
  process.once('exit', killAll);

  async function start(index: number): Promise<void> {
    if (isClosing) return;
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, ['dist/main.js'], {
      cwd: ROOT,
      env: { PATH, HOME, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.set(index, child);
    addresses[index] = await readAddress(child, warnings);
  }

  const end = async (index: number) => {
    const child = children.get(index);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const close = async () => {
    isClosing = true;
    process.off('exit', killAll);
    await Promise.all([...children.keys()].map(end));
  };

  try {
    await Promise.all(Array.from({ length: size }, (_, index) => start(index)));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    size,
    addresses: () => addresses,
    replace: async (index) => {
      await end(index);
      await start(index);
    },
    warnings,
    close,
  };
}

/** Reads the address that a gateway logs, and counts the gateway's warnings and errors until it ends. */
async function readAddress(child: ChildProcess, warnings: Map<string, number>): Promise<string> {
  const { stdout } = child;
  if (!stdout) throw new Error('the gateway has no output');
  const late = new AbortController();
  const address = new Promise<string>((done, fail) => {
    const lines = createInterface(stdout);
    const logged: string[] = [];
    let isThere = false;
    lines.on('line', (line) => {
      const found = /address: (http:\S+)\/graphql/.exec(line)?.[1];
      if (found !== undefined) {
        isThere = true;
        done(found);
      }
      if (!isThere) logged.push(line);
      countWarning(line, warnings);
    });
    lines.on('close', () => fail(new Error(`a gateway ended before it listened: ${logged.join('\n')}`)));
  });
  const tooLate = sleep(START_MS, undefined, { signal: late.signal }).then(() => {
    throw new Error(`a gateway did not listen within ${START_MS / 1000} seconds`);
  });
  try {
    return await Promise.race([address, tooLate]);
  } finally {
    late.abort();
    tooLate.catch(() => {});
  }
}

function countWarning(line: string, warnings: Map<string, number>): void {
  if (!/^\{"level":[4-9]0\b/.test(line)) return;
  const message = /"msg":"([^"]*)"/.exec(line)?.[1] ?? line;
  warnings.set(message, (warnings.get(message) ?? 0) + 1);
}
