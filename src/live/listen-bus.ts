import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';

/** As the database's triggers name it: drizzle/0006_log_pruning.sql. */
const CHANNEL = 'dateline_events';
const RETRY_MS = 500;

/** Says that there may be something new in the log. It says nothing else, and may be lost: the log is looked at anyway. */
export interface Bus {
  /** Tells the other gateways, where the database doesn't. */
  readonly announce: () => void;
  readonly close: () => Promise<void>;
}

interface BusOptions {
  readonly connectionString: string;
  readonly logger: Logger;
  readonly onHint: () => void;
}

/**
 * PostgreSQL's own: the triggers that write the log notify as they commit. It listens on a connection of its own, and what
 * was said while that was lost is made up for by looking.
 */
export function startListenBus({ connectionString, logger, onHint }: BusOptions): Bus {
  const stopping = new AbortController();
  let connection: pg.Client | undefined;

  async function listen(): Promise<void> {
    const client = new pg.Client({
      connectionString,
      application_name: 'dateline listen',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    connection = client;
    const lost = new Promise<Error | undefined>((done) =>
      client.once('error', done).once('end', () => done(undefined)),
    );
    try {
      await client.connect();
      client.on('notification', onHint);
      await client.query(`listen ${CHANNEL}`);
      onHint();
      await lost;
    } finally {
      await client.end().catch(() => {});
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await listen().catch((err: unknown) => {
        if (!stopping.signal.aborted) logger.warn({ err }, 'the database is not listened to: it is tried again');
      });
      await sleep(RETRY_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const running = run();
  return {
    announce: () => {},
    close: async () => {
      stopping.abort();
      await connection?.end().catch(() => {});
      await running;
    },
  };
}
