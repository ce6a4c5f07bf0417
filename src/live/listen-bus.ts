import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Bus, type BusOptions, chooseRetryDelay, createOutageLog } from './bus.js';

/** The channel that the triggers of `drizzle/routines/log.sql` notify. */
const CHANNEL = 'dateline_events';
/** After a connection that lasted so long, the waits between tries begin small again. */
const STEADY_MS = 2000;
/** How long the server may take to close a connection. */
const GOODBYE_MS = 1000;

/**
 * Carries hints over PostgreSQL's NOTIFY, which the triggers of the log send with each commit. It listens on a connection of
 * its own. Each new connection gives a hint, because notifications may have been missed.
 */
export function startListenBus({ logger, onHint, url }: BusOptions): Bus {
  const stopping = new AbortController();
  const outage = createOutageLog(logger, "PostgreSQL's LISTEN");

  /** Listens on a new connection. Rejects when that connection ends. */
  async function listen(): Promise<never> {
    const client = createListener(url);
    // The error handler stays for good: an error without a handler would end the process.
    const lost = new Promise<Error>((done) => {
      client.on('error', done).on('end', () => done(new Error('Connection terminated')));
    });
    const leave = () => void hangUp(client);
    stopping.signal.addEventListener('abort', leave);
    try {
      // pg never settles `connect` if the client ends meanwhile.
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

/** Ends a connection. If the server does not answer, the connection is cut. */
async function hangUp(client: pg.Client): Promise<void> {
  const cut = setTimeout(() => client.connection.stream.destroy(), GOODBYE_MS);
  await client.end().catch(() => {});
  clearTimeout(cut);
}
