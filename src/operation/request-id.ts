import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { runAsOwner } from '../db/pool.js';

const requests = new AsyncLocalStorage<string>();

/** Runs a request. Logs and errors get its id, and the request gets a fair share of the database connections. */
export function runAsRequest<Result>(requestId: string, run: () => Result): Result {
  return requests.run(requestId, () => runAsOwner(run));
}

/** Returns the id of the current request, or a new id outside of requests. */
export function currentRequestId(): string {
  return requests.getStore() ?? randomUUID();
}

/** Returns the id in the header, if it is valid, so that a proxy's log has the same id. Otherwise returns a new id. */
export function chooseRequestId(header?: string | string[]): string {
  return typeof header === 'string' && /^[\w.-]{1,64}$/.test(header) ? header : randomUUID();
}

/** Keeps the process running after an unhandled fault, because many clients depend on it. Logs and counts faults. */
export function surviveFaults(logger: Logger): void {
  let faults = 0;
  const note = (kind: string) => (err: unknown) => {
    faults += 1;
    logger.error(
      { err, requestId: requests.getStore(), faults },
      `${kind}: this is a bug in the gateway, but the process keeps running`,
    );
  };
  process.on('unhandledRejection', note('unhandled rejection'));
  process.on('uncaughtException', note('uncaught exception'));
}
