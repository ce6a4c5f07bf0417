import type { Logger } from 'pino';
import { findOutage } from './outage.js';

/** Something that failed, and what else its line says. */
interface Fault {
  readonly err: unknown;
  readonly [name: string]: unknown;
}

/** Logs what fails. */
export interface FaultLog {
  readonly warn: (fault: Fault, message: string) => void;
  readonly error: (fault: Fault, message: string) => void;
}

const EVERY_MS = 1000;

/**
 * Logs faults as they come, but those of a database that can't be reached only once a second, by their number: each of
 * them says the same, and there may be thousands. Once the database answers again, a line says so.
 */
export class OutageLog implements FaultLog {
  readonly #logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly #isBack: () => Promise<boolean>;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #reason = '';

  constructor(logger: Pick<Logger, 'info' | 'warn' | 'error'>, isBack: () => Promise<boolean>) {
    this.#logger = logger;
    this.#isBack = isBack;
  }

  warn(fault: Fault, message: string): void {
    if (!this.#note(fault.err)) this.#logger.warn(fault, message);
  }

  error(fault: Fault, message: string): void {
    if (!this.#note(fault.err)) this.#logger.error(fault, message);
  }

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
      this.#timer = setInterval(() => void this.#look(), EVERY_MS).unref();
      this.#tell();
    }
    return true;
  }

  /** A second with failures is told. One without is over only once the database answers: nobody may have asked. */
  async #look(): Promise<void> {
    if (this.#failures > 0) return this.#tell();
    const timer = this.#timer;
    const isBack = await this.#isBack();
    // It was closed, another look has told it, or something failed meanwhile.
    if (!isBack || this.#failures > 0 || this.#timer !== timer || timer === undefined) return;
    this.close();
    this.#logger.info('the database answers again');
  }

  #tell(): void {
    const { failures, reason } = { failures: this.#failures, reason: this.#reason };
    this.#failures = 0;
    this.#logger.warn({ failures, reason }, 'the database does not answer: what needs it is refused with UNAVAILABLE');
  }
}
