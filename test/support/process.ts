import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { openEmbedded } from '../../src/db/embedded/server.js';
import { readOperation } from './gateway.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A process that a test started. */
export interface StartedProcess {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Its exit status, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Waits for a match in its output. Rejects when the process ends without one. */
  readonly sees: (pattern: RegExp) => Promise<string>;
}

/** Builds `dist` once for the whole run; other test files use the complete build. */
export function useBuild(): void {
  beforeAll(async () => {
    const lock = new pg.Client({ connectionString: inject('serverUrl') });
    await lock.connect();
    try {
      await lock.query('select pg_advisory_lock(2)');
      await run('npm', ['run', '-s', 'build'], { cwd: ROOT });
    } finally {
      await lock.end();
    }
  });
}

/** Starts a built program: `dist/main.js`, `dist/cli/main.js`. */
export function startNode(script: string, args: readonly string[], env: Record<string, string>): StartedProcess {
  return startProgram(process.execPath, [join(ROOT, script), ...args], env);
}

/** Starts a program in the repository, with an environment of its own. */
export function startProgram(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  detached = false,
): StartedProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, args, { cwd: ROOT, env: { PATH, HOME, ...env }, detached });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  const sees = async (pattern: RegExp) => {
    for (;;) {
      const found = pattern.exec(printed.stdout + printed.stderr)?.[0];
      if (found !== undefined) return found;
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`ended without ${pattern}: ${printed.stdout}${printed.stderr}`);
      }
      await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended]);
    }
  };
  return { child, ended, sees, stdout: () => printed.stdout, stderr: () => printed.stderr };
}

/** Temporary folders of the test file, and a database server that must not outlive it. */
export function useDataDirs() {
  let parent = '';
  const dirs: string[] = [];
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'dateline-data-'));
  });
  afterAll(async () => {
    for (const dir of dirs) await stopServer(dir);
    await rm(parent, { recursive: true, force: true });
  });
  return {
    /** The path of a new folder, or of a copy of a data folder that no server uses. */
    create: async (template?: string) => {
      const dir = join(parent, `data-${dirs.length}`);
      dirs.push(dir);
      // With its owners: PostgreSQL has an account of its own.
      if (template !== undefined) await run('cp', ['-a', template, dir]);
      return dir;
    },
  };
}

/** Whether a server runs in a data folder, or has left its mark there. */
export function hasServer(dir: string): Promise<boolean> {
  return access(join(dir, 'postgres', 'postmaster.pid')).then(
    () => true,
    () => false,
  );
}

/** The last process that leaves stops the server. */
async function stopServer(dir: string): Promise<void> {
  if (await hasServer(dir)) await (await openEmbedded(dir)).release();
}

/** The address in the log line of a start. */
export const ADDRESS = /http:\/\/[\d.]+:\d+(?=\/graphql)/;
const SLUG = 'assembly-approves-the-harbour-bridge-after-a-nine-hour-sitting';

/** The messages of a gateway's log. */
export function messagesOf({ stdout }: StartedProcess): string[] {
  return stdout()
    .trim()
    .split('\n')
    .map((line): { msg: string } => JSON.parse(line))
    .map(({ msg }) => msg);
}

/** Asks for the ArticlePage of a sample article when the gateway has printed its address. */
export async function askPage(process: StartedProcess): Promise<{ status: number; body: string }> {
  const response = await fetch(`${await process.sees(ADDRESS)}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: await readOperation('ArticlePage'), variables: { slug: SLUG, language: 'en' } }),
  });
  return { status: response.status, body: await response.text() };
}

/** How much memory a process has in use, in bytes. */
export async function readMemory({ child }: Pick<StartedProcess, 'child'>): Promise<number> {
  const [, pages = '0'] = (await readFile(`/proc/${child.pid}/statm`, 'utf8')).split(' ');
  return Number(pages) * 4096;
}
