import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { articlePageBody, assertPage, ROOT, startGatewayProcess } from './gateway-process.js';
import { medianOf, printTable } from './table.js';

/** The files and folders of the repository that `npm start` needs. `npm ci` has built `dist/graphiql`. */
const NEEDED = [
  'src',
  'graphiql',
  'drizzle',
  'media',
  'examples',
  'sample',
  'dist/graphiql',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/**
 * `start [--runs 5]` measures the time from `npm start` to the first ArticlePage, in a copy of the repository that was never
 * built. Then it measures a second start of the same copy.
 */
export async function measureStart(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { runs: { type: 'string', default: '5' } } });
  const body = await articlePageBody();
  const seconds: { fresh: number[]; second: number[] } = { fresh: [], second: [] };
  for (let run = 0; run < Number(values.runs); run += 1) {
    const clone = await copyRepository();
    try {
      seconds.fresh.push(await timeFirstPage(clone, body));
      seconds.second.push(await timeFirstPage(clone, body));
    } finally {
      await rm(clone, { recursive: true, force: true });
    }
  }
  const row = (start: string, measured: number[]) => ({
    start,
    runs: measured.length,
    'median, s': medianOf(measured),
    'worst, s': Math.max(...measured),
  });
  printTable([
    row('first: no build, no data', seconds.fresh),
    row('second: built, with the data of the first', seconds.second),
  ]);
}

async function copyRepository(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-start-'));
  for (const name of NEEDED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

async function timeFirstPage(cwd: string, body: string): Promise<number> {
  const begun = performance.now();
  const gateway = await startGatewayProcess(['npm', 'start'], { cwd, dataDir: '.data' });
  try {
    const response = await fetch(`${gateway.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const answer = await response.text();
    const took = (performance.now() - begun) / 1000;
    assertPage(answer);
    return took;
  } finally {
    await gateway.stop();
  }
}
