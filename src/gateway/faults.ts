import type { Logger } from 'pino';
import { findRequestId } from './request-id.js';

/**
 * Keeps the process alive after a rejection or an exception that nothing handles, since it holds thousands of sockets whose
 * clients did nothing wrong. Each is logged as an error, with the id of the request it belongs to and how many there were.
 */
export function surviveFaults(logger: Logger): void {
  let faults = 0;
  const note = (kind: string) => (err: unknown) => {
    faults += 1;
    logger.error({ err, requestId: findRequestId(), faults }, `${kind}: a fault of the gateway, which goes on`);
  };
  process.on('unhandledRejection', note('unhandled rejection'));
  process.on('uncaughtException', note('uncaught exception'));
}
