import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Bus, type BusOptions, chooseRetryDelay, createOutageLog } from './bus.js';

/** The channel that the database's triggers notify: drizzle/routines/log.sql. */
const CHANNEL = 'dateline_events';
/** A connection that lived so long was a good one: the next is tried for at once. */
const STEADY_MS = 2000;
/** How long the server may take to say goodbye. */
const GOODBYE_MS = 1000;

/**
 * PostgreSQL's own: the triggers that write the log notify as they commit. It listens on a connection of its own, and what
 * was said while that was lost is made up for by looking.
 */
export function startListenBus({ logger, onHint, url }: BusOptions): Bus {
  const stopping = new AbortController();
  const outage = createOutageLog(logger, "PostgreSQL's LISTEN");

  /** Ends when the connection does, by failing. */
  async function listen(): Promise<never> {
    const client = createListener(url);
    // For as long as it lives: an error that nobody hears would end the process.
    const lost = new Promise<Error>((done) => {
      client.on('error', done).on('end', () => done(new Error('Connection terminated')));
    });
    const leave = () => void hangUp(client);
    stopping.signal.addEventListener('abort', leave);
    try {
      // pg never answers who hangs up while it connects.
      await Promise.race([client.connect(), lost.then((error) => Promise.reject(error))]);
      client.on('notification', onHint);
      await client.query(`listen ${CHANNEL}`);
      outage.end();
      onHint();
      throw await lost;
    } finally {
      stopping.signal.removeEventListener('abort', leave);
      await hangUp(client);
    }
  }

  async function run(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      const begun = performance.now();
      await listen().catch((error: unknown) => {
        if (!stopping.signal.aborted) outage.begin(error);
      });
      if (performance.now() - begun > STEADY_MS) tries = 0;
      await sleep(chooseRetryDelay(tries), undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const running = run();
  return {
    announce: () => {},
    close: async () => {
      stopping.abort();
      await running;
    },
  };
}

function createListener(connectionString: string): pg.Client {
  return new pg.Client({
    connectionString,
    application_name: 'dateline listen',
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
}

/** A server that is gone without a word does not answer a goodbye. */
async function hangUp(client: pg.Client): Promise<void> {
  const cut = setTimeout(() => client.connection.stream.destroy(), GOODBYE_MS);
  await client.end().catch(() => {});
  clearTimeout(cut);
}
