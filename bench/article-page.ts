import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { loadConfig } from '../src/config.js';
import { createClient } from '../src/db/client.js';
import { openEmbedded } from '../src/db/embedded/server.js';
import { startGateway } from '../src/gateway/server.js';
import type { FloorSettings } from './floor.js';
import { articlePageBody, assertPage, ROOT, startGatewayProcess } from './gateway-process.js';
import { measureLatency, measureRate, type Target } from './load.js';
import { medianOf, printTable } from './table.js';

/** The number of requests that run at once. */
const AT_ONCE = 8;
const POOL_SIZE = 10;

/**
 * `article-page [--rounds 7] [--seconds 2]` compares the article page through the gateway with two lower bounds (floor.ts).
 * Each round measures all three in turn, so that other work of the machine slows all of them alike.
 */
export async function measureArticlePage(args: string[]): Promise<void> {
  const options = { rounds: { type: 'string', default: '7' }, seconds: { type: 'string', default: '2' } } as const;
  const { values } = parseArgs({ args, options });
  const undo: (() => unknown)[] = [];
  try {
    const { answer, statements, targets } = await startTargets(undo);
    const results = await measureRounds(targets, Number(values.rounds), Number(values.seconds));
    console.log(`${statements.length} statements and ${Buffer.byteLength(answer)} bytes a page\n`);
    printTable(results);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** Starts a gateway on a new database, and the server of floor.ts. The steps that stop them are added to `undo`. */
async function startTargets(undo: (() => unknown)[]) {
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-page-'));
  undo.push(() => rm(dataDir, { recursive: true, force: true }));
  const gateway = await startGatewayProcess(['node', 'dist/main.js'], { cwd: ROOT, dataDir });
  undo.push(gateway.stop);
  const { connectionString, release } = await openEmbedded(dataDir);
  undo.push(release);
  const body = await articlePageBody();
  const { answer, statements } = await capturePage(connectionString, body);
  const floor = await startFloor({ connectionString, statements, answer, poolSize: POOL_SIZE });
  undo.push(floor.stop);
  const targets: Target[] = [
    { name: 'ArticlePage', url: `${gateway.address}/graphql`, body },
    { name: 'its statements, one after the other', url: `${floor.address}/statements`, body },
    { name: 'select 1', url: `${floor.address}/select-1`, body },
  ];
  return { answer, statements, targets };
}

/** Answers one request for the page, and captures its statements with their values, and the answer. */
async function capturePage(connectionString: string, body: string) {
  const statements: { text: string; values: readonly unknown[] }[] = [];
  const client = createClient({
    connectionString,
    poolSize: POOL_SIZE,
    onError: () => {},
    onStatement: (text, values) => statements.push({ text, values }),
  });
  const config = loadConfig({ PORT: '0' });
  const gateway = await startGateway({ config, database: client, logger: pino({ level: 'silent' }) });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${gateway.address}/graphql`, { method: 'POST', headers, body });
  const answer = await response.text();
  await gateway.close();
  await client.close();
  assertPage(answer);
  return { answer, statements };
}

/** Starts the server of floor.ts in a process of its own, like the gateway. */
async function startFloor(settings: FloorSettings) {
  const child = fork(new URL('./floor.ts', import.meta.url), { serialization: 'advanced' });
  child.send(settings);
  const [address] = await once(child, 'message');
  return { address: String(address), stop: () => child.kill() };
}

async function measureRounds(targets: readonly Target[], rounds: number, seconds: number) {
  const measured = targets.map((target) => ({ target, rates: [] as number[], latencies: [] as number[] }));
  for (const target of targets) await measureRate(target, AT_ONCE, seconds);
  for (let round = 0; round < rounds; round += 1) {
    for (const { target, rates, latencies } of measured) {
      rates.push(await measureRate(target, AT_ONCE, seconds));
      latencies.push(await measureLatency(target, seconds / 2));
    }
  }
  const [page] = measured;
  return measured.map(({ target, rates, latencies }) => ({
    what: target.name,
    [`a second, ${AT_ONCE} at once`]: medianOf(rates),
    'rate, page = 1': medianOf(rates.map((rate, round) => rate / (page?.rates[round] ?? rate))),
    'ms, one at a time': medianOf(latencies),
    'time, page = 1': medianOf(latencies.map((latency, round) => latency / (page?.latencies[round] ?? latency))),
  }));
}
