import type { LogEvent, Subject } from './read.js';
import type { EventFacts } from './table.js';

/** Selects the events of the log that a subscription sends. */
export interface Selector {
  readonly subjects: readonly Subject[];
  /** Returns true for an event to send. `facts` are the values that the item had at the time of the event. */
  readonly wants: (facts: EventFacts, event: LogEvent) => boolean;
}

/** A message to a subscriber: an event of the log, or a gap. A gap means that the events up to `position` are lost. */
export interface LiveEvent {
  readonly position: number;
  readonly change: LogEvent['change'] | 'GAP';
  readonly occurredAt: Date;
  /** The event of the log; null for a gap. */
  readonly event: LogEvent | null;
}

/**
 * The return value of the `subscribe` function of a field. Nothing iterates this object: the hub (src/live/hub.ts)
 * sends the selected events to the subscribers. The object is iterable only because graphql-js requires that.
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

/** Makes a gap. The gap stands for the events that a subscriber has missed. */
export function gapUpTo(position: number, now: Date): LiveEvent {
  return { change: 'GAP', event: null, occurredAt: now, position };
}
