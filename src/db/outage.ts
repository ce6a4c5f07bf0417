/** System errors of a connection that is refused, cut or not found. */
const BROKEN = new Set<unknown>([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ECONNABORTED'],
]);

/**
 * What PostgreSQL answers where it can't serve anybody: a lost connection (08), no more connections, space or memory (53),
 * a shutdown or a crash (57P), a standby that takes over and can only be read (25006), a disk that fails (58030), and a
 * statement that took too long (57014).
 */
const SQL_STATES = /^(?:08...|53...|57P0[1-5]|57014|25006|58030)$/;

/** The words of pg and pg-pool, whose errors have no code. */
const WORDS =
  /^(?:timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|Client has encountered a connection error|Client was closed and is not queryable|no connection: |the embedded PostgreSQL )/;

/** So many errors within each other are looked at: a cause may be its own. */
const DEEPEST = 8;

/**
 * What tells that the database can't be reached or can't serve, in the words of the driver or PostgreSQL. Undefined for any
 * other error. Drizzle's error has the driver's as its cause; where a host has several addresses, there are several errors.
 */
export function findOutage(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > DEEPEST) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (BROKEN.has(code) || SQL_STATES.test(code) || WORDS.test(error.message)) return error.message || code;
  const within: readonly unknown[] = error instanceof AggregateError ? error.errors : [error.cause];
  for (const inner of within) {
    const reason = findOutage(inner, depth + 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Whether an error is that of a database that can't be reached or can't serve, and no fault of the gateway's own. */
export function isOutage(error: unknown): boolean {
  return findOutage(error) !== undefined;
}
