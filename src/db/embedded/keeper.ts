import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** The waits before the first attempts to start the server, in ms. Each later attempt waits as long as the last of these. */
const WAITS_MS = [1000, 2000, 5000];

interface Server {
  /** Starts the server again on its old port. Fails when a server runs already. */
  readonly start: () => Promise<void>;
  /** Connects, and marks the server as used. */
  readonly hold: () => Promise<pg.Client>;
}

/**
 * Holds the connection that marks an embedded server as used by this process. When the server dies, the connection ends, and
 * the keeper starts the server again. If several processes use the server, all of them try to start it, and PostgreSQL's pid
 * file lets one of them succeed. The keeper tries until it is stopped, because a full disk can have space again later.
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

  /** Ends the attempts to start the server. Returns the connection, or undefined if there is none. */
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
        // The server may run again: it recovers by itself when only one of its processes crashed, and another gateway may
        // have started it.
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
