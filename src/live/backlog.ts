import type { LogEvent, Subject } from '../event-log/read.js';

/** The most events that wait in memory for one group. */
const MOST_EVENTS = 200;

/**
 * The events that a group has still to send. Only a few wait in memory, shared with other groups. A group that is slower than
 * the log falls behind: its events are dropped, and it reads them from the log.
 */
export class Backlog {
  /** Whether events were dropped, so that the group has to read the log. */
  isBehind = false;
  #events: LogEvent[] = [];

  constructor(
    readonly subject: Subject,
    /** The position up to which the log was read. */
    public end: number,
  ) {}

  /** Adds the log's next events, which end at a position. */
  offer(events: readonly LogEvent[], end: number): void {
    this.end = end;
    if (this.isBehind) return;
    const own = events.filter(({ subject }) => subject === this.subject);
    if (this.#events.length + own.length > MOST_EVENTS) this.fallBehind(end);
    else this.#events.push(...own);
  }

  fallBehind(end: number): void {
    this.end = end;
    this.#events = [];
    this.isBehind = true;
  }

  /** Removes and returns the events. */
  take(): LogEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Ends the reading from the log at a position, unless the log has grown meanwhile. */
  caughtUp(end: number): void {
    if (end >= this.end) this.isBehind = false;
  }

  /** Drops every event up to the end. */
  clear(): void {
    this.#events = [];
    this.isBehind = false;
  }
}
