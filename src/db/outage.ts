import { findSqlState } from './collision.js';

/** System errors of a connection that is refused, cut or not found. */
const BROKEN =
  /^(?:ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)(?:UNREACH|DOWN))$/;

/**
 * PostgreSQL's codes of an outage: a lost connection (08), too few connections, space or memory (53), a shutdown or
 * crash (57P), a statement that took too long (57014), a read-only standby (25006), and a failing disk (58030).
 */
const SQL_STATES = /^(?:08...|53...|57P0[1-5]|57014|25006|58030)$/;

/** The messages of errors without a code, which come from pg, from pg-pool, and from Dateline itself. */
const WORDS =
  /^(?:timeout exceeded when trying to connect|timeout expired|Connection terminated|Query read timeout|Client has encountered a connection error|Client was closed and is not queryable|the embedded PostgreSQL )/;

/** The deepest level of nested causes that is searched. An error can be its own cause, so the search needs an end. */
const DEEPEST = 8;

/**
 * Returns the reason of an outage: the message of the driver or of PostgreSQL. Returns undefined for other errors.
 * Drizzle's error has the reason in its cause. For a host with several addresses, there is an AggregateError.
 */
export function findOutage(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > DEEPEST) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (BROKEN.test(code) || SQL_STATES.test(code) || WORDS.test(error.message)) return error.message || code;
  const within: readonly unknown[] = error instanceof AggregateError ? error.errors : [error.cause];
  return within.map((inner) => findOutage(inner, depth + 1)).find((reason) => reason !== undefined);
}

/** PostgreSQL's codes of errors that every row would meet: deadlocks, missing tables, missing rights and the like. */
const OF_EVERY_ROW = /^(?:0A|25|28|3D|3F|40|42)/;

/** True if an error may come from the data of one row, so that the statement can succeed without this row. */
export function isFaultOfRow(error: unknown): boolean {
  return !isOutage(error) && !OF_EVERY_ROW.test(findSqlState(error)?.code ?? '');
}

/** Describes a fault of a row in one line. Drizzle's error has the database's message in its cause. */
export function describeFault(error: unknown): string {
  const message = findSqlState(error)?.message ?? (error instanceof Error ? error.message : String(error));
  return message.split('\n', 1).join().slice(0, 500);
}

/** True if an error means that the database can't be reached or can't serve anybody. */
export function isOutage(error: unknown): boolean {
  return findOutage(error) !== undefined;
}
