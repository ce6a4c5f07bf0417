import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEmbedded } from '../../src/db/embedded/server.js';
import { type ChaosReport, runChaos } from './run.js';

const HELP = `npm run chaos -- [--items 10000] [--subscribers 200] [--gateways 3] [--seconds-between-kills 4] [--redis]
  [--seed N] [--database-url postgres://…]. The run writes to this database. Without it, the run uses a new embedded one.`;

const say = (line: string) => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '10000' },
    subscribers: { type: 'string', default: '200' },
    gateways: { type: 'string', default: '3' },
    'seconds-between-kills': { type: 'string', default: '4' },
    redis: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'database-url': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) say(HELP);
else show(await withDatabase(values['database-url'], run));

function run(databaseUrl: string): Promise<ChaosReport> {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort(name));
  const settings = {
    items: readCount('items'),
    subscribers: readCount('subscribers'),
    gateways: readCount('gateways'),
    secondsBetweenKills: readCount('seconds-between-kills'),
    seed: readCount('seed'),
    withRedis: values.redis,
  };
  say(`chaos: ${JSON.stringify(settings)}`);
  return runChaos({ ...settings, databaseUrl, say, signal: stopping.signal });
}

function readCount(name: 'items' | 'subscribers' | 'gateways' | 'seconds-between-kills' | 'seed'): number {
  const count = Number(values[name]);
  if (!(count > 0)) throw new Error(`--${name} must be a number above 0`);
  return count;
}

/** Calls `run` with the given database, or with a new embedded PostgreSQL, which is deleted afterwards. */
async function withDatabase<Result>(url: string | undefined, run: (url: string) => Promise<Result>): Promise<Result> {
  if (url !== undefined) return run(url);
  const folder = await mkdtemp(join(tmpdir(), 'dateline-chaos-'));
  try {
    const server = await openEmbedded(folder, { max_connections: '200' });
    try {
      return await run(server.connectionString);
    } finally {
      await server.release();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function show({ counted, faults }: ChaosReport): void {
  for (const [name, value] of counted) say(`  ${name}: ${value}`);
  for (const fault of faults) say(`FAULT ${fault}`);
  say(faults.length === 0 ? 'Every subscriber has every acknowledged item once, in order.' : `${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}
