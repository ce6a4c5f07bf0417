import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Bus, type BusOptions, chooseRetryDelay, createOutageLog } from './bus.js';

/** The channel that the triggers of `drizzle/routines/log.sql` notify. */
const CHANNEL = 'dateline_events';
/** After a connection that lasted at least this long, the wait before the next try is short again. */
const STEADY_MS = 2000;
/** The longest wait for the server to close a connection. */
const GOODBYE_MS = 1000;

/** Receives hints by LISTEN. Each new connection is a hint too, because notifications may have been missed. */
export function startListenBus({ logger, onHint, url }: BusOptions): Bus {
  const stopping = new AbortController();
  const outage = createOutageLog(logger, "PostgreSQL's LISTEN");

  /** Listens on a new connection. Rejects when that connection ends. */
  async function listen(): Promise<never> {
    const client = createListener(url);
    // The error handler is never removed, because an error event without a handler would end the process.
    const lost = new Promise<Error>((done) => {
      client.on('error', done).on('end', () => done(new Error('Connection terminated')));
    });
    const closeClient = () => void hangUp(client);
    stopping.signal.addEventListener('abort', closeClient);
    try {
      // The promise of `connect` never settles if the client ends meanwhile.
      await Promise.race([client.connect(), lost.then((error) => Promise.reject(error))]);
      client.on('notification', onHint);
      await client.query(`listen ${CHANNEL}`);
      outage.end();
      onHint();
      throw await lost;
    } finally {
      stopping.signal.removeEventListener('abort', closeClient);
      await hangUp(client);
    }
  }

  async function run(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      const startedAt = performance.now();
      await listen().catch((error: unknown) => {
        if (!stopping.signal.aborted) outage.begin(error);
      });
      if (performance.now() - startedAt > STEADY_MS) tries = 0;
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

/** Closes a connection. If the server does not respond in time, the socket is destroyed. */
async function hangUp(client: pg.Client): Promise<void> {
  const cut = setTimeout(() => client.connection.stream.destroy(), GOODBYE_MS);
  await client.end().catch(() => {});
  clearTimeout(cut);
}
