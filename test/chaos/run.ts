import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createToken } from '../../src/access/token-store.js';
import { createClient, type DatabaseClient } from '../../src/db/client.js';
import { migrateDatabase } from '../../src/db/migrate.js';
import { findHead } from '../../src/event-log/read.js';
import { createRandom } from '../../src/generate/random.js';
import { writeLogCursor } from '../../src/writing/cursor.js';
import { type Audience, gatherAudience } from './audience.js';
import { type Broker, startBroker } from './broker.js';
import { findFaults } from './check.js';
import { type Fleet, startFleet } from './fleet.js';
import { type Havoc, startHavoc } from './havoc.js';
import { type Newsroom, openNewsroom } from './newsroom.js';
import { watchProgress } from './watch.js';

const WRITERS = 16;
/** The time to wait for duplicate events at the end. */
const LISTEN_ON_MS = 2000;

export interface ChaosOptions {
  readonly databaseUrl: string;
  readonly items: number;
  readonly subscribers: number;
  readonly gateways: number;
  readonly secondsBetweenKills: number;
  /** The least number of kills. Writers wait for these kills. */
  readonly leastKills?: number;
  readonly withRedis: boolean;
  readonly seed: number;
  readonly say: (line: string) => void;
  /** Aborts the run. */
  readonly signal?: AbortSignal;
}

/** The result of a run: its counts, and a line for each fault. */
export interface ChaosReport {
  readonly counted: readonly (readonly [name: string, value: number | string])[];
  readonly faults: readonly string[];
}

interface Stage extends ChaosOptions {
  readonly database: DatabaseClient;
  readonly fleet: Fleet;
  readonly broker: Broker | undefined;
}

/** Kills gateways while items are published. Checks that every subscriber got every event, once and in order. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { databaseUrl: connectionString, gateways, say, withRedis } = options;
  await migrateDatabase(connectionString);
  const closers: (() => Promise<void>)[] = [];
  try {
    const database = createClient({ connectionString, poolSize: 3, onError: () => {} });
    closers.unshift(database.close);
    const broker = withRedis ? await startBroker() : undefined;
    if (broker) closers.unshift(broker.close);
    const fleet = await startFleet(gateways, {
      DATABASE_URL: connectionString,
      ...(broker && { REDIS_URL: broker.url }),
    });
    closers.unshift(fleet.close);
    say(`${gateways} gateways: ${fleet.addresses().join(', ')}${broker ? `, Redis: ${broker.url}` : ''}`);
    return await play({ ...options, database, fleet, broker });
  } finally {
    for (const close of closers) await close();
  }
}

async function play(stage: Stage): Promise<ChaosReport> {
  const { database, fleet, items, leastKills = 0, say, seed } = stage;
  const stopping = new AbortController();
  const { signal } = stopping;
  // Each subscriber adds a listener, so there are more than the 10 that Node allows without a warning.
  setMaxListeners(0, signal);
  stage.signal?.addEventListener('abort', () => stopping.abort(stage.signal?.reason), { once: true });
  const { db, pool } = database;
  const start = await findHead(db);
  const token = await makeToken(db, seed);
  const common = { addresses: fleet.addresses, random: createRandom(seed), signal };
  const audience = await gatherAudience(stage.subscribers, { ...common, after: writeLogCursor(start) });
  const havoc = startHavoc({ ...stage, ...common, pool, leastKills });
  const newsroom = openNewsroom({ ...common, items, seed, token, mayWrite: havoc.mayWrite });
  const begun = performance.now();
  const seconds = () => Number(((performance.now() - begun) / 1000).toFixed(1));
  const describe = () =>
    `${seconds()} s: ${newsroom.acknowledged.length} acknowledged, subscribers have ${audience.least()} to ${audience.most()}, ${havoc.counts.kills} kills`;
  const progress = () => ({ done: newsroom.acknowledged.length + audience.total(), line: describe() });
  const watch = watchProgress(progress, say, (reason) => stopping.abort(reason));
  const counted: [string, number | string][] = [];
  const faults: string[] = [];
  try {
    const written = newsroom.write(WRITERS).then(() => {
      counted.push(['seconds until all items were acknowledged', seconds()]);
      return havoc.end();
    });
    await Promise.all([havoc.done, written]);
    counted.push(['seconds until the last gateway was running again', seconds()]);
    while (audience.least() < items) await sleep(20, undefined, { signal });
    counted.push(['seconds until all subscribers had all events', seconds()]);
    await sleep(LISTEN_ON_MS, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    faults.push(`called off: ${signal.reason}`);
  } finally {
    watch.stop();
    stopping.abort();
    await Promise.allSettled([audience.done, havoc.done]);
  }
  const { acknowledged } = newsroom;
  faults.push(...(await findFaults({ pool, start, acknowledged, audience })));
  return { counted: [...counted, ...count(newsroom, audience, havoc, fleet)], faults };
}

function count(newsroom: Newsroom, audience: Audience, havoc: Havoc, fleet: Fleet): ChaosReport['counted'] {
  return [
    ['items acknowledged', newsroom.acknowledged.length],
    ['subscribers', audience.seen.length],
    ['events received', audience.total()],
    ['sockets opened', audience.connections()],
    ['gateways killed and started again', havoc.counts.kills],
    ['LISTEN connections ended', havoc.counts.terminated],
    ['stops of Redis', havoc.counts.brokerStops],
    ...list('request failed', newsroom.failures),
    ...list('subscription', audience.endings),
    ...list('gateways warned', fleet.warnings),
  ];
}

const list = (what: string, counts: ReadonlyMap<string, number>): [string, number][] =>
  [...counts].map(([name, times]) => [`${what}: ${name}`, times]);

/** Creates a token with the role publisher. */
async function makeToken(db: DatabaseClient['db'], seed: number): Promise<string> {
  const made = { createdAt: new Date(), createdBy: 'chaos', name: `chaos ${seed}`, role: 'publisher' } as const;
  return (await createToken(db, made)).token;
}
