import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Random } from '../../src/generate/random.js';
import type { Broker } from './broker.js';
import type { Fleet } from './fleet.js';

const BROKER_STOPPED_MS = 20_000;

interface HavocOptions {
  readonly fleet: Fleet;
  readonly pool: pg.Pool;
  readonly broker: Broker | undefined;
  readonly random: Random;
  readonly secondsBetweenKills: number;
  readonly leastKills: number;
  readonly signal: AbortSignal;
}

/** The faults of a test. */
export interface Havoc {
  readonly counts: { readonly kills: number; readonly terminated: number; readonly brokerStops: number };
  /** Stops the faults after one last kill. Subscribers that this kill cuts off still have to get the last events. */
  readonly end: () => Promise<void>;
  /** Waits until this part of all items may be written, so the kills are spread over the whole run. */
  readonly mayWrite: (part: number) => Promise<void>;
  /** Rejects when a gateway does not start again. */
  readonly done: Promise<unknown>;
}

/** Kills a gateway and all LISTEN connections every few seconds, and stops Redis once for a while. */
export function startHavoc({
  broker,
  fleet,
  leastKills,
  pool,
  random,
  secondsBetweenKills,
  signal,
}: HavocOptions): Havoc {
  const counts = { kills: 0, terminated: 0, brokerStops: 0 };
  const ending = new AbortController();
  const kill = async () => {
    const index = random.between(0, fleet.size - 1);
    counts.kills += 1;
    await fleet.replace(index);
  };
  const killOn = async () => {
    const waiting = AbortSignal.any([signal, ending.signal]);
    while (!signal.aborted && (!ending.signal.aborted || counts.kills < leastKills)) {
      await sleep(secondsBetweenKills * 1000, undefined, { signal: waiting }).catch(() => {});
      if (ending.signal.aborted && counts.kills >= leastKills) break;
      await kill();
      counts.terminated += await terminateListeners(pool);
    }
    if (!signal.aborted) await kill();
  };
  const stopBroker = async () => {
    if (!broker) return;
    await sleep(2000, undefined, { signal }).catch(() => {});
    counts.brokerStops += 1;
    await broker.pause(BROKER_STOPPED_MS, signal);
  };
  const done = Promise.all([killOn(), stopBroker()]);
  return {
    counts,
    done,
    mayWrite: async (part) => {
      const isEarly = () => counts.kills < leastKills && part >= (counts.kills + 1) / (leastKills + 1);
      while (isEarly()) await sleep(20, undefined, { signal });
    },
    end: async () => {
      ending.abort();
      await done;
    },
  };
}

/** Ends all LISTEN connections. Returns their number. */
async function terminateListeners(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'dateline listen' and datname = current_database()`,
  );
  return rowCount ?? 0;
}
