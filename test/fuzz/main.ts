import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createToken } from '../../src/access/token-store.js';
import { loadConfig } from '../../src/config.js';
import { createClient, type DatabaseClient } from '../../src/db/client.js';
import { openEmbedded } from '../../src/db/embedded/server.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { startGateway } from '../../src/gateway/server.js';
import { loadSample } from '../../src/sample/load.js';
import { type Client, runFuzz } from './run.js';

const HELP = `npm run fuzz -- [--operations 20000] [--mutations 0.2] [--seed N]
  starts a gateway with a new embedded PostgreSQL, and sends it random operations, without a token and with each role`;

const ROLES = ['contributor', 'editor', 'publisher', 'admin'] as const;
/** The longest time that an operation may take. */
const SLOWEST_MS = 2000;
/** The most bytes by which memory may grow between the first tenth of the operations and the end. */
const GROWTH_BYTES = 64 * 1024 * 1024;

const say = (line: string) => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '20000' },
    mutations: { type: 'string', default: '0.2' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) say(HELP);
else await main();

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-fuzz-'));
  const server = await openEmbedded(folder, { fsync: 'off', max_connections: '100' });
  try {
    await migrateDatabase(server.connectionString);
    const database = createClient({ connectionString: server.connectionString, poolSize: 10, onError: () => {} });
    await loadSample(database.pool, new Date());
    await fuzz(database);
    await database.close();
  } finally {
    await server.release();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fuzz(database: DatabaseClient): Promise<void> {
  const [operations, mutations, seed] = [values.operations, values.mutations, values.seed].map(Number);
  if (operations === undefined || mutations === undefined || seed === undefined) return;
  const rejections: unknown[] = [];
  process.on('unhandledRejection', (reason) => void rejections.push(reason));
  const gateway = await startGateway({
    config: loadConfig({ PORT: '0', DRAIN_SECONDS: '0' }),
    database,
    logger: pino({ level: 'error' }, process.stderr),
  });
  let settled = 0;
  const report = await runFuzz({
    clients: await makeClients(database, gateway.address),
    ...{ operations, mutations, seed, slugs: await findSlugs(gateway.address) },
    tell: (done) => {
      if (done === Math.ceil(operations / 10)) settled = heapInUse();
      if (done % 1000 === 0) say(`  ${done} operations, ${Math.round(heapInUse() / 1e6)} MB`);
    },
  });
  const growth = heapInUse() - settled;
  await gateway.close();
  const faults = [
    ...report.faults,
    ...rejections.map((reason) => `unhandled rejection: ${reason instanceof Error ? reason.stack : String(reason)}`),
    ...(report.slowest.milliseconds > SLOWEST_MS ? [`slow: ${report.slowest.operation}`] : []),
    ...(growth > GROWTH_BYTES ? [`memory: ${Math.round(growth / 1e6)} MB more than after the first tenth`] : []),
  ];
  say(`seed ${seed}: ${JSON.stringify(Object.fromEntries(report.codes))}`);
  say(`the slowest took ${Math.round(report.slowest.milliseconds)} ms; memory grew by ${Math.round(growth / 1e6)} MB`);
  for (const fault of faults) say(`FAULT ${fault}`);
  say(faults.length === 0 ? `${operations} operations, no fault` : `${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}

/** Returns the memory in use after garbage collection. This needs --expose-gc, which `npm run fuzz` sets. */
function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Makes an anonymous client, and a client for each role. A client whose token was revoked gets a new token. */
async function makeClients({ db }: DatabaseClient, address: string): Promise<Client[]> {
  const post = (operation: object, headers: Record<string, string> = {}) =>
    fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(operation),
    });
  const withRole = async (role: (typeof ROLES)[number]): Promise<Client> => {
    const renew = () => createToken(db, { createdAt: new Date(), createdBy: 'fuzz', name: role, role });
    let { token } = await renew();
    const send = (operation: object) => post(operation, { authorization: `Bearer ${token}` });
    return {
      name: role,
      send: async (operation) => {
        const response = await send(operation);
        if (response.status !== 401) return response;
        ({ token } = await renew());
        return send(operation);
      },
    };
  };
  return [{ name: 'anybody', send: post }, ...(await Promise.all(ROLES.map(withRole)))];
}

async function findSlugs(address: string): Promise<string[]> {
  const query = '{ contentItems(first: 100) { nodes { slug } } tags(first: 50) { nodes { slug } } sections { slug } }';
  const response = await fetch(`${address}/graphql?query=${encodeURIComponent(query)}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  const text = await response.text();
  return [...text.matchAll(/"slug":"([^"]+)"/g)].map(([, slug = '']) => slug);
}
