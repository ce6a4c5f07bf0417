import type { LogEvent, Subject } from '../event-log/read.js';

/** Events that may wait in memory for one group. */
const MOST_EVENTS = 200;

/**
 * What of the log a group has still to tell. The events are shared with other groups, and few of them wait: a group that is
 * slower than the log falls behind, and reads on by itself.
 */
export class Backlog {
  readonly #subject: Subject;
  #events: LogEvent[] = [];
  #end: number;
  #isBehind = false;

  constructor(subject: Subject, end: number) {
    this.#subject = subject;
    this.#end = end;
  }

  /** The log has been read up to here. */
  get end(): number {
    return this.#end;
  }

  /** Whether there is more than waits here: the log has to be read again. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  offer(events: readonly LogEvent[], end: number): void {
    this.#end = end;
    if (this.#isBehind) return;
    const own = events.filter(({ subject }) => subject === this.#subject);
    if (this.#events.length + own.length > MOST_EVENTS) this.fallBehind(end);
    else this.#events.push(...own);
  }

  fallBehind(end: number): void {
    this.#end = end;
    this.#events = [];
    this.#isBehind = true;
  }

  /** All that waits, and nothing of it is left here. */
  take(): LogEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** The log has been read again up to a position: that is all, unless it grew meanwhile. */
  caughtUp(end: number): void {
    if (end >= this.#end) this.#isBehind = false;
  }

  /** Nothing up to the end is told any more. */
  clear(): void {
    this.#events = [];
    this.#isBehind = false;
  }
}
