import type { Logger } from 'pino';
import { findOutage } from './outage.js';

type Log = (fault: { readonly err: unknown; readonly [name: string]: unknown }, message: string) => void;

/** Logs faults. Each fault has its error in `err`, and can have more values for its line. */
export interface FaultLog {
  readonly warn: Log;
  readonly error: Log;
}

const EVERY_MS = 1000;

/**
 * Logs each fault, except for faults of an outage of the database. There may be thousands of these, and all say the same. So
 * one line a second has their number. Another line says when the database answers again.
 */
export class OutageLog implements FaultLog {
  readonly #logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly #answers: () => Promise<boolean>;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #reason = '';

  constructor(logger: Pick<Logger, 'info' | 'warn' | 'error'>, answers: () => Promise<boolean>) {
    this.#logger = logger;
    this.#answers = answers;
  }

  readonly warn: Log = (fault, message) => {
    if (!this.#note(fault.err)) this.#logger.warn(fault, message);
  };

  readonly error: Log = (fault, message) => {
    if (!this.#note(fault.err)) this.#logger.error(fault, message);
  };

  close(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

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

  /** Logs the failures of a second. After a second without any, it asks the database, because nobody else may have asked. */
  async #check(): Promise<void> {
    if (this.#failures > 0) return this.#report();
    const timer = this.#timer;
    const isBack = await this.#answers();
    // Meanwhile the log was closed, another call logged the end, or something failed again.
    if (!isBack || this.#failures > 0 || this.#timer !== timer || timer === undefined) return;
    this.close();
    this.#logger.info('the database answers again');
  }

  #report(): void {
    const faults = { failures: this.#failures, reason: this.#reason };
    this.#failures = 0;
    this.#logger.warn(faults, 'the database does not answer: operations that need it are refused with UNAVAILABLE');
  }
}
