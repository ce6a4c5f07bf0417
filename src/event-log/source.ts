import type { LogEvent, Subject } from './read.js';
import type { EventFacts } from './table.js';

/** Selects the events of the log that a subscription sends. */
export interface Selector {
  readonly subject: Subject;
  /** Decides about an event by the facts of its item at that time. */
  readonly wants: (facts: EventFacts, event: LogEvent) => boolean;
}

/** What a subscriber is sent: an event of the log, or a gap where events up to `position` are lost. */
export interface LiveEvent {
  readonly position: number;
  readonly change: LogEvent['change'] | 'GAP';
  readonly occurredAt: Date;
  /** Null for a gap. */
  readonly event: LogEvent | null;
}

/**
 * What the `subscribe` of a field returns: a selector of events. The hub sends the events to all subscribers, so nobody
 * iterates the source. It is iterable only because GraphQL demands that.
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

/** Stands for the events that were pruned before a subscriber came back for them. */
export function gapUpTo(position: number, now: Date): LiveEvent {
  return { change: 'GAP', event: null, occurredAt: now, position };
}
