import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useBuild } from '../support/process.js';

useBuild();
const database = useDatabase();
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const MANY = 30_000;
let folder = '';
const running: ChildProcess[] = [];

beforeAll(async () => {
  try {
    execFileSync('script', ['--version']);
  } catch {
    throw new Error('these tests need the command `script`, which opens a terminal: apt-get install util-linux');
  }
  folder = await mkdtemp(join(tmpdir(), 'dateline-terminal-'));
  const lines = Array.from({ length: MANY }, (_, id) => JSON.stringify({ id, headline: `High water ${id}` }));
  await writeFile(join(folder, 'many.jsonl'), lines.join('\n'));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts a command on a pseudo-terminal. */
function startOnTerminal(...args: string[]) {
  const command = `sh -c 'echo $$ > pid; exec "${process.execPath}" "${MAIN}" ${args.join(' ')}'`;
  const child = spawn('script', ['-qfec', command, '/dev/null'], {
    cwd: folder,
    env: { PATH: process.env.PATH, TERM: 'xterm', DATABASE_URL: database().url, PUBLIC_URL: 'https://news.example' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running.push(child);
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  return {
    type: (keys: string) => child.stdin.write(keys),
    kill: async (signal: NodeJS.Signals) => process.kill(Number(await readFile(join(folder, 'pid'), 'utf8')), signal),
    sees: (pattern: RegExp) => vi.waitUntil(() => pattern.test(shown), { timeout: 30_000 }),
    shown: () => shown,
    ended: once(child, 'close').then(([status]) => status),
  };
}

/** Returns the last setting of two terminal modes: the cursor and the line wrap. */
function lastModes(shown: string) {
  const last = (mode: string) => [...shown.matchAll(new RegExp(`\\u001B\\[\\?${mode}([hl])`, 'g'))].at(-1)?.[1];
  return { cursor: last('25'), wrap: last('7') };
}
const AS_BEFORE = { cursor: 'h', wrap: 'h' };

describe('a terminal in which an import is ended', () => {
  it.each([
    ['by Ctrl-C', 130, async (command: ReturnType<typeof startOnTerminal>) => void command.type('\u0003')],
    ['by Ctrl-C twice', 130, async (command: ReturnType<typeof startOnTerminal>) => void command.type('\u0003\u0003')],
    ['by SIGTERM', 143, (command: ReturnType<typeof startOnTerminal>) => command.kill('SIGTERM')],
  ])('%s has its old modes again, and shows the counts so far', async (_how, status, end) => {
    const command = startOnTerminal('import', 'jsonl', 'many.jsonl');
    await command.sees(/High-water|high-water-\d+/);
    await command.sees(/documents/);
    await end(command);
    expect(await command.ended).toBe(status);
    expect(lastModes(command.shown())).toEqual(AS_BEFORE);
    const [, added, unchanged] =
      /articles: (\d+) added, 0 updated, (\d+) unchanged, 0 skipped, 0 failed\r?\n/.exec(command.shown()) ?? [];
    expect(Number(added) + Number(unchanged)).toBeGreaterThan(0);
    expect(Number(added) + Number(unchanged)).toBeLessThan(MANY);
    const { rows } = await database().pool.query('select count(*)::int from content_items');
    // Articles that were being committed at the end may be stored but not printed.
    expect(rows[0].count - Number(added) - Number(unchanged)).toBeLessThanOrEqual(8);
  });

  it('by an error has its old modes again, and shows the counts and then the error', async () => {
    const command = startOnTerminal('import', 'jsonl', 'many.jsonl');
    await command.sees(/documents/);
    await database().pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
    expect(await command.ended).toBe(1);
    expect(lastModes(command.shown())).toEqual(AS_BEFORE);
    expect(command.shown()).toMatch(
      /articles: \d+ added, .* failed\r?\n[^\n]*the import ended at many\.jsonl, line \d+/,
    );
  });
});

describe('a terminal in which `generate` is ended', () => {
  it.each([
    ['by Ctrl-C', 130, async (command: ReturnType<typeof startOnTerminal>) => void command.type('\u0003')],
    ['by SIGTERM', 143, (command: ReturnType<typeof startOnTerminal>) => command.kill('SIGTERM')],
  ])('%s has its old modes again, and shows the number of items, which are all deleted', async (_how, status, end) => {
    await database().pool.query(
      'truncate content_items, sections, site, editions, regions, authors, tags, series, collections cascade',
    );
    const command = startOnTerminal('generate', '--items', '100000');
    await command.sees(/ [1-9]\d* items/);
    await end(command);
    expect(await command.ended).toBe(status);
    expect(lastModes(command.shown())).toEqual(AS_BEFORE);
    expect(command.shown()).toMatch(/cut off: \d+ of 100000 items were written, and none is kept\r?\n/);
    await vi.waitUntil(async () => (await database().pool.query('select from content_items limit 1')).rowCount === 0);
  });
});
