import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { runAsOwner } from '../db/pool.js';

const requests = new AsyncLocalStorage<string>();

/** Runs something as part of a request: whatever it logs or masks names the request, and it has a part of the database's connections. */
export function runAsRequest<Result>(requestId: string, run: () => Result): Result {
  return requests.run(requestId, () => runAsOwner(run));
}

export function currentRequestId(): string {
  return findRequestId() ?? randomUUID();
}

/** The id of the request that runs; undefined where none does. */
export function findRequestId(): string | undefined {
  return requests.getStore();
}

/** The caller's own id, if it looks like one: a proxy's log and ours then name the request alike. */
export function chooseRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.-]{1,64}$/.test(header) ? header : randomUUID();
}
