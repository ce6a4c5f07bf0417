import type { LogEvent, Subject } from './read.js';
import type { EventFacts } from './table.js';

/** Which events of the log a subscription is for. */
export interface Selector {
  readonly subject: Subject;
  /** Whether an event is wanted, by the facts of its item at that time. */
  readonly wants: (facts: EventFacts, event: LogEvent) => boolean;
}

/** What a subscriber is sent: an event of the log, or a gap, where events up to `position` were missed and can't be known. */
export interface LiveEvent {
  readonly position: number;
  readonly change: LogEvent['change'] | 'GAP';
  readonly occurredAt: Date;
  /** Null for a gap. */
  readonly event: LogEvent | null;
}

/**
 * What a field's `subscribe` returns: which events it is for, not the events. The hub sends those to all subscribers. Nobody
 * iterates it; it is iterable because GraphQL asks for that.
 */
export class LiveSource implements AsyncIterable<LiveEvent> {
  constructor(readonly selector: Selector) {}

  [Symbol.asyncIterator](): AsyncIterator<LiveEvent> {
    throw new Error('subscriptions are served by the hub: see src/live/hub.ts');
  }
}

export function toLiveEvent(event: LogEvent): LiveEvent {
  const { change, occurredAt, position } = event;
  return { change, event, occurredAt, position };
}

/** One event in the place of all that were pruned before a subscriber came back for them. */
export function gapUpTo(position: number, now: Date): LiveEvent {
  return { change: 'GAP', event: null, occurredAt: now, position };
}
