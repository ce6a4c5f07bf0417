import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { isOutage } from './outage.js';
import { Shares } from './shares.js';

const owners = new AsyncLocalStorage<object>();

/** Runs a request as the owner of its statements. Each owner gets only a part of a pool, so other owners can go on. */
export function runAsOwner<Result>(run: () => Result): Result {
  return owners.run({}, run);
}

/** The callback of `pg.Pool.connect`. */
type Take = (
  error: Error | undefined,
  connection: pg.PoolClient | undefined,
  done: (broken?: Error | boolean) => void,
) => void;

/** If the database answers nothing for this long, in ms, requests that wait for a connection are refused. */
const STALLED_MS = 3000;

/** A connection that fails if it does not open in time. Otherwise it would keep a place in the pool after an outage. */
class Connection extends pg.Client {
  constructor(options?: pg.ClientConfig) {
    super({ ...options, connectionTimeoutMillis: STALLED_MS });
  }
}

/**
 * A pool that distinguishes a busy database from an outage. While the database answers other requests, a request waits
 * for a connection up to `connectionTimeoutMillis`. After 3 s without any answer, all waiting requests are refused. One
 * owner has at most three fifths of the connections.
 */
export class Pool extends pg.Pool {
  readonly #shares: Shares;
  readonly #owners = new WeakMap<pg.PoolClient, object>();
  #answered = performance.now();

  constructor(options: pg.PoolConfig) {
    super({ ...options, Client: Connection });
    this.#shares = new Shares(Math.ceil(this.options.max * 0.6));
    this.on('connect', () => this.#noteAnswer());
    this.on('release', (error: unknown, connection) => {
      // An error from the database is an answer too, unless it is an outage. `true` marks a broken connection.
      if (error !== true && !isOutage(error)) this.#noteAnswer();
      const owner = this.#owners.get(connection);
      this.#owners.delete(connection);
      if (owner) this.#shares.leave(owner);
    });
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(take: Take): void;
  override connect(take?: Take): Promise<pg.PoolClient> | undefined {
    if (!take) return new Promise((resolve, reject) => this.#connect(resolve, reject));
    this.#connect(
      (connection) => take(undefined, connection, connection.release),
      (error) => take(error, undefined, () => {}),
    );
    return undefined;
  }

  #noteAnswer(): void {
    this.#answered = performance.now();
  }

  #connect(give: (connection: pg.PoolClient) => void, refuse: (error: Error) => void): void {
    const waiter = this.#wait(refuse);
    const owner = owners.getStore();
    const leave = (): void => {
      if (owner) this.#shares.leave(owner);
    };
    const begin = (): void => {
      if (waiter.isOver()) {
        leave();
        return;
      }
      super.connect((error, connection) => {
        if (connection && owner) this.#owners.set(connection, owner);
        else leave();
        // The request was refused in the meantime, so the connection goes back to the pool.
        if (waiter.isOver()) return connection?.release();
        waiter.end();
        if (connection) give(connection);
        else refuse(error ?? new Error('no connection'));
      });
    };
    if (owner) void this.#shares.enter(owner).then(begin);
    else begin();
    waiter.look();
  }

  /** Watches a waiting request. `look` refuses the request once the database has not answered anybody for too long. */
  #wait(refuse: (error: Error) => void) {
    const since = performance.now();
    let isOver = false;
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      isOver = true;
      clearTimeout(timer);
    };
    const left = (): number => Math.max(since, this.#answered) + STALLED_MS - performance.now();
    const look = (): void => {
      if (isOver) return;
      if (left() > 0) {
        // setImmediate lets this process read answers first. Otherwise a long task here would look like an outage.
        timer = setTimeout(() => setImmediate(look), left());
        return;
      }
      end();
      refuse(new Error(`timeout expired: the database has answered no statement for ${STALLED_MS} ms`));
    };
    return { end, isOver: () => isOver, look };
  }
}
