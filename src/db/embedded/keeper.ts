import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** How long it waits before each try, in ms; before all further ones as long as before the last. */
const WAITS_MS = [1000, 2000, 5000];

interface Server {
  /** Starts the server where the one that died was. Fails when it runs, or when it can't. */
  readonly start: () => Promise<void>;
  /** Connects, and marks the server as used. */
  readonly hold: () => Promise<pg.Client>;
}

/**
 * Holds the connection that marks an embedded server as used by this process. The connection ends when the server dies:
 * then the keeper starts the server again. Where several processes use it, each tries, and PostgreSQL's own pid file lets
 * one succeed; the others find it running. It tries for as long as it is not stopped: a disk that is full has space again
 * some day.
 */
export class EmbeddedKeeper {
  readonly #server: Server;
  readonly #stopping = new AbortController();
  #connection: pg.Client | undefined;
  #reviving: Promise<void> | undefined;

  constructor(connection: pg.Client, server: Server) {
    this.#server = server;
    this.#connection = this.#watch(connection, () => {});
  }

  keepAlive(onError: (error: Error) => void): void {
    if (this.#connection) this.#watch(this.#connection, () => this.#revive(onError));
    else this.#revive(onError);
  }

  /** Tries no more; answers the connection, if the server runs. */
  async stop(): Promise<pg.Client | undefined> {
    this.#stopping.abort();
    await this.#reviving;
    return this.#connection;
  }

  #watch(connection: pg.Client, onLost: () => void): pg.Client {
    connection.once('end', () => {
      if (this.#connection === connection) this.#connection = undefined;
      if (!this.#stopping.signal.aborted) onLost();
    });
    return connection;
  }

  #revive(onError: (error: Error) => void): void {
    this.#reviving ??= this.#tryAgain(onError).finally(() => {
      this.#reviving = undefined;
    });
  }

  async #tryAgain(onError: (error: Error) => void): Promise<void> {
    const { signal } = this.#stopping;
    for (let tries = 0; ; tries += 1) {
      const wait = WAITS_MS[Math.min(tries, WAITS_MS.length - 1)];
      await sleep(wait, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        // After a crash of one of its processes the server comes back by itself; or another process was faster.
        const connection = await this.#server.hold().catch(() => this.#startAndHold());
        this.#connection = this.#watch(connection, () => this.#revive(onError));
        return;
      } catch (error) {
        onError(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  async #startAndHold(): Promise<pg.Client> {
    await this.#server.start();
    return this.#server.hold();
  }
}
