import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { runAsOwner } from '../db/pool.js';

const requests = new AsyncLocalStorage<string>();

/** Runs something as part of a request. Its logs and errors then name the request, and it has a part of the database's connections. */
export function runAsRequest<Result>(requestId: string, run: () => Result): Result {
  return requests.run(requestId, () => runAsOwner(run));
}

/** The id of the request that runs; a new one where none does. */
export function currentRequestId(): string {
  return requests.getStore() ?? randomUUID();
}

/** The id that the caller sent, if it looks like one: a proxy's log and ours then name the request alike. Otherwise a new one. */
export function chooseRequestId(header?: string | string[]): string {
  return typeof header === 'string' && /^[\w.-]{1,64}$/.test(header) ? header : randomUUID();
}

/**
 * Keeps the process alive after a rejection or an exception that nothing handles: it holds thousands of sockets whose clients
 * did nothing wrong. Each is logged as an error, with the id of its request and how many there were.
 */
export function surviveFaults(logger: Logger): void {
  let faults = 0;
  const note = (kind: string) => (err: unknown) => {
    faults += 1;
    logger.error({ err, requestId: requests.getStore(), faults }, `${kind}: a fault of the gateway, which goes on`);
  };
  process.on('unhandledRejection', note('unhandled rejection'));
  process.on('uncaughtException', note('uncaught exception'));
}
