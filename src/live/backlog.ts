import type { LogEvent, Subject } from '../event-log/read.js';

/** The most events that wait in memory for one group (the subscribers of one operation: see `Group`). */
const MOST_EVENTS = 200;

/**
 * The events that a group has not sent yet. Only a limited number waits in memory. If a group is slower than the log and
 * exceeds this number, it falls behind: its waiting events are dropped from memory, and the group reads them from the log.
 */
export class Backlog {
  /** True if events were dropped from memory, so that the group has to read them from the log. */
  isBehind = false;
  #events: LogEvent[] = [];

  constructor(
    readonly subjects: readonly Subject[],
    /** The last position of the log that was offered to the group. */
    public end: number,
  ) {}

  /** Adds the next events of the log, which end at the position `end`. */
  offer(events: readonly LogEvent[], end: number): void {
    this.end = end;
    if (this.isBehind) return;
    const own = events.filter(({ subject }) => this.subjects.includes(subject));
    if (this.#events.length + own.length > MOST_EVENTS) this.fallBehind(end);
    else this.#events.push(...own);
  }

  fallBehind(end: number): void {
    this.end = end;
    this.#events = [];
    this.isBehind = true;
  }

  take(): LogEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Called when the group has read the log up to a position. The group no longer reads the log, unless the log has grown meanwhile. */
  caughtUp(end: number): void {
    if (end >= this.end) this.isBehind = false;
  }

  /** Drops all waiting events, without reading them from the log. */
  clear(): void {
    this.#events = [];
    this.isBehind = false;
  }
}
