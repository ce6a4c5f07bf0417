import pg from 'pg';
import { isOutage } from './outage.js';
import { findOwner, Shares } from './shares.js';

/** What pg-pool gives to a callback that asks for a connection. */
type Take = (
  error: Error | undefined,
  connection: pg.PoolClient | undefined,
  done: (broken?: Error | boolean) => void,
) => void;

/** A database that has answered nobody for so long, in ms, is away: who waits for a connection is refused. */
const STALLED_MS = 3000;

/** A connection that is not there by then is given up, so that it holds no place once the database is back. */
class Connection extends pg.Client {
  constructor(options?: pg.ClientConfig) {
    super({ ...options, connectionTimeoutMillis: STALLED_MS });
  }
}

/**
 * A pool that tells a busy database from one that is away, and that nobody has alone. Whoever waits for a connection waits
 * on while the database answers others, up to `connectionTimeoutMillis`. Where nobody has been answered for 3 s, each who
 * waits is refused. One owner has three fifths of the connections at once.
 */
export class Pool extends pg.Pool {
  readonly #shares: Shares;
  readonly #owners = new WeakMap<pg.PoolClient, object>();
  #answered = performance.now();

  constructor(options: pg.PoolConfig) {
    super({ ...options, Client: Connection });
    this.#shares = new Shares(Math.ceil(this.options.max * 0.6));
    this.on('connect', () => this.#note());
    this.on('release', (error: unknown, connection) => {
      // A statement that the database refuses is answered too. `true` is for a connection that nobody can vouch for.
      if (error !== true && !isOutage(error)) this.#note();
      const owner = this.#owners.get(connection);
      this.#owners.delete(connection);
      if (owner) this.#shares.giveBack(owner);
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

  #note(): void {
    this.#answered = performance.now();
  }

  #connect(give: (connection: pg.PoolClient) => void, refuse: (error: Error) => void): void {
    const waiter = this.#wait(refuse);
    const owner = findOwner();
    let hasBegun = false;
    const begin = (): void => {
      hasBegun = true;
      if (waiter.isOver()) {
        if (owner) this.#shares.giveBack(owner);
        return;
      }
      super.connect((error, connection) => {
        if (connection && owner) this.#owners.set(connection, owner);
        else if (owner) this.#shares.giveBack(owner);
        // One that comes too late is for the next.
        if (waiter.isOver()) return connection?.release();
        waiter.end();
        if (connection) give(connection);
        else refuse(error ?? new Error('no connection'));
      });
    };
    if (owner) this.#shares.take(owner, begin);
    else begin();
    // An idle connection is there at once.
    if (!hasBegun || this.idleCount < Math.max(this.waitingCount, 1)) waiter.look();
  }

  /** Refuses who waits, once the database has answered nobody for too long. */
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
        // After a long task of this process the answers are read first: it was not the database that was late.
        timer = setTimeout(() => setImmediate(look), left());
        return;
      }
      end();
      refuse(new Error(`no connection: the database has answered nobody for ${STALLED_MS} ms`));
    };
    return { end, isOver: () => isOver, look };
  }
}
