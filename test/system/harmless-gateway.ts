import { afterAll, beforeAll, expect } from 'vitest';
import {
  ADDRESS,
  readMemory,
  type StartedProcess,
  startNode,
  startProgram,
  useBuild,
  useDataDirs,
} from '../support/process.js';

/** The longest time that another client may wait during an attack. */
const NEIGHBOUR_MS = 300;
/** The most tries. The best try counts, because a busy machine also delays other clients. */
const TRIES = 5;
/** The most memory that may stay in use after several attacks. */
const KEPT_BYTES = 96 * 1024 * 1024;

/** The result of an attack. */
export interface Answer {
  readonly status: number;
  readonly codes: readonly string[];
}

/** Starts a production gateway with a heap of 1 GB. `harmless` runs an attack and checks other clients. */
export function useAttackedGateway() {
  useBuild();
  const dirs = useDataDirs();
  let gateway: StartedProcess;
  let address = '';
  let dir = '';

  beforeAll(async () => {
    dir = await dirs.create();
    gateway = startProgram(process.execPath, ['--max-old-space-size=1024', 'dist/main.js'], {
      ...{ DATA_DIR: dir, PORT: '0', LOG_LEVEL: 'info', DRAIN_SECONDS: '0', NODE_ENV: 'production' },
    });
    address = await gateway.sees(ADDRESS);
    for (let round = 0; round < 20; round += 1) await ask('{ contentItems(first: 50) { nodes { headline } } }');
  });
  afterAll(async () => {
    gateway.child.kill('SIGTERM');
    await gateway.ended;
  });

  async function ask(
    query: string,
    variables: object = {},
    bearer?: string,
  ): Promise<Answer & { bytes: number; data: object }> {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    return { status: response.status, bytes: text.length, ...readAnswer(JSON.parse(text)) };
  }

  /** Runs an attack, and repeats a small query meanwhile. Returns the attack's answer and the query's longest time. */
  async function attack(run: () => Promise<Answer>): Promise<[Answer, number]> {
    let isOver = false;
    let longest = 0;
    const neighbour = (async () => {
      while (!isOver) {
        const start = performance.now();
        await ask('{ site { name } }');
        longest = Math.max(longest, performance.now() - start);
      }
    })();
    const result = await run().finally(() => {
      isOver = true;
    });
    await neighbour;
    return [result, longest];
  }

  /** Runs an attack. Checks its error code (none if `code` is empty), the waits of other clients, and the memory. */
  async function harmless(code: string, run: () => Promise<Answer>): Promise<void> {
    await run();
    const before = await readMemory(gateway);
    const longest: number[] = [];
    for (let tries = 0; tries < TRIES; tries += 1) {
      const [answer, neighbour] = await attack(run);
      expect(answer.codes).toEqual(code === '' ? [] : [code]);
      expect(answer.status).toBeLessThan(500);
      longest.push(neighbour);
      if (neighbour < NEIGHBOUR_MS) break;
    }
    expect(Math.min(...longest)).toBeLessThan(NEIGHBOUR_MS);
    expect((await readMemory(gateway)) - before).toBeLessThan(KEPT_BYTES);
    expect((await fetch(`${address}/ready`)).status).toBe(200);
    expect(gateway.child.exitCode).toBeNull();
  }

  /** Runs a command on the gateway's database. Returns the command's output. */
  async function command(...args: string[]): Promise<string> {
    const started = startNode('dist/cli/main.js', args, { DATA_DIR: dir });
    expect(await started.ended).toBe(0);
    return started.stdout().trim();
  }

  return { address: () => address, ask, command, harmless };
}

/** Returns the data of an answer and its error codes, each code once. */
export function readAnswer(answer: { data?: object; errors?: readonly { extensions: { code: string } }[] }) {
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
  return { codes: [...new Set(codes)], data: answer.data ?? {} };
}
