import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { runAsOwner } from '../db/pool.js';

const requests = new AsyncLocalStorage<string>();

/** Runs a function with the id of its request for logs and errors, and with a fair share of database connections. */
export function runAsRequest<Result>(requestId: string, run: () => Result): Result {
  return requests.run(requestId, () => runAsOwner(run));
}

/** Returns the id of the current request, or a new id outside of requests. */
export function currentRequestId(): string {
  return requests.getStore() ?? randomUUID();
}

/** Returns a valid id from the client or proxy, so that the proxy's log has the same ids, or else a new id. */
export function chooseRequestId(header?: string | string[]): string {
  return typeof header === 'string' && /^[\w.-]{1,64}$/.test(header) ? header : randomUUID();
}

/** Keeps the process alive after an unhandled fault, as thousands of clients depend on it. Logs and counts faults. */
export function surviveFaults(logger: Logger): void {
  let faults = 0;
  const note = (kind: string) => (err: unknown) => {
    faults += 1;
    logger.error(
      { err, requestId: requests.getStore(), faults },
      `${kind}: a fault of the gateway, which goes on running`,
    );
  };
  process.on('unhandledRejection', note('unhandled rejection'));
  process.on('uncaughtException', note('uncaught exception'));
}
