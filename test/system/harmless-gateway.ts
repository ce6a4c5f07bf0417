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

/** How long another client may wait while an attack goes on. */
const NEIGHBOUR_MS = 300;
/** A machine that is busy with other things delays everybody: the best of so many tries counts. */
const TRIES = 5;
/** How much memory may be kept after an attack has been repeated. */
const KEPT_BYTES = 96 * 1024 * 1024;

/** What an attack got. */
export interface Answer {
  readonly status: number;
  readonly codes: readonly string[];
}

/** A gateway with a heap of 1 GB, in production, for attacks: `harmless` runs one, and looks at everybody else meanwhile. */
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

  /** Runs an attack, and asks a small thing again and again meanwhile; the longest that it took is the second result. */
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

  /** An attack is refused by this code, or answered where it is empty; others are answered soon, and nothing is left of it. */
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

  /** What the command line prints, with the gateway's database. */
  async function command(...args: string[]): Promise<string> {
    const started = startNode('dist/cli/main.js', args, { DATA_DIR: dir });
    expect(await started.ended).toBe(0);
    return started.stdout().trim();
  }

  return { address: () => address, ask, command, harmless };
}

/** The codes of an answer, each once. */
export function readAnswer(answer: { data?: object; errors?: readonly { extensions: { code: string } }[] }) {
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
  return { codes: [...new Set(codes)], data: answer.data ?? {} };
}
