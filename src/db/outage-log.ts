import type { Logger } from 'pino';
import { findOutage } from './outage.js';

/** Logs a fault. `err` is its error, and its other values go into the log line. */
type Log = (fault: { readonly err: unknown; readonly [name: string]: unknown }, message: string) => void;

export interface FaultLog {
  readonly warn: Log;
  readonly error: Log;
}

/** The time between two lines about an outage. */
const EVERY_MS = 1000;

/**
 * Logs each fault in a line of its own, except for faults that an outage of the database causes. An outage can cause
 * thousands of equal faults. So one line a second has their number, and a last line says that the outage is over.
 */
export class OutageLog implements FaultLog {
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #reason = '';

  constructor(
    private readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>,
    private readonly answers: () => Promise<boolean>,
  ) {}

  readonly warn: Log = (fault, message) => {
    if (!this.#note(fault.err)) this.logger.warn(fault, message);
  };

  readonly error: Log = (fault, message) => {
    if (!this.#note(fault.err)) this.logger.error(fault, message);
  };

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Counts an error of an outage. Returns false for any other error. */
  #note(error: unknown): boolean {
    const reason = findOutage(error);
    if (reason === undefined) return false;
    this.#failures += 1;
    this.#reason = reason;
    if (!this.#timer) {
      this.#timer = setInterval(() => void this.#check(), EVERY_MS).unref();
      this.#report();
    }
    return true;
  }

  /** Logs the failures of the last second. If there were none, asks the database, because clients may have given up. */
  async #check(): Promise<void> {
    if (this.#failures > 0) return this.#report();
    const timer = this.#timer;
    const isBack = await this.answers();
    // Nothing is logged if the outage goes on, a fault came meanwhile, the log was closed, or the end was logged.
    if (!isBack || this.#failures > 0 || this.#timer !== timer || timer === undefined) return;
    this.close();
    this.logger.info('the database answers again');
  }

  #report(): void {
    const faults = { failures: this.#failures, reason: this.#reason };
    this.#failures = 0;
    this.logger.warn(faults, 'the database does not answer: operations that need it are refused with UNAVAILABLE');
  }
}
