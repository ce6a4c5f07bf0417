import type { LogEvent, Subject } from './read-log.js';
import type { EventFacts } from './table.js';

/** What of the log a subscription is about. */
export interface Selector {
  readonly subject: Subject;
  /** Whether what an event tells of, as it was then, is wanted. */
  readonly wants: (facts: EventFacts, event: LogEvent) => boolean;
}

/** What a subscriber is told: an event of the log; or that events after `position` were missed, which is all that is known of them. */
export interface LiveEvent {
  readonly position: number;
  readonly change: LogEvent['change'] | 'GAP';
  readonly occurredAt: Date;
  /** Null for a gap. */
  readonly event: LogEvent | null;
}

/**
 * What the `subscribe` of a field answers: which events, not the events themselves. The hub gives them to all who ask alike.
 * It is iterated by nobody; GraphQL asks that it could be.
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

/** One event for all that was pruned before a subscriber came back for it. */
export function gapUpTo(position: number, now: Date): LiveEvent {
  return { change: 'GAP', event: null, occurredAt: now, position };
}
