import pg from 'pg';
import { isOutage } from './outage.js';

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
 * A pool that tells a busy database from one that is away. Whoever waits for a connection waits on while the database
 * answers others, up to `connectionTimeoutMillis`. Where nobody has been answered for 3 s, each who waits is refused.
 */
export class Pool extends pg.Pool {
  #answered = performance.now();

  constructor(options: pg.PoolConfig) {
    super({ ...options, Client: Connection });
    this.on('connect', () => this.#note());
    // A statement that the database refuses is answered too. `true` is for a connection that nobody can vouch for.
    this.on('release', (error: unknown) => {
      if (error !== true && !isOutage(error)) this.#note();
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
    const since = performance.now();
    let over = false;
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      over = true;
      clearTimeout(timer);
    };
    const left = (): number => Math.max(since, this.#answered) + STALLED_MS - performance.now();
    const look = (): void => {
      if (over) return;
      if (left() > 0) {
        // After a long task of this process the answers are read first: it was not the database that was late.
        timer = setTimeout(() => setImmediate(look), left());
        return;
      }
      end();
      refuse(new Error(`no connection: the database has answered nobody for ${STALLED_MS} ms`));
    };
    super.connect((error, connection) => {
      // One that comes too late is for the next.
      if (over) return connection?.release();
      end();
      if (connection) give(connection);
      else refuse(error ?? new Error('no connection'));
    });
    // An idle connection is there at once.
    if (!over && this.idleCount < Math.max(this.waitingCount, 1)) look();
  }
}
