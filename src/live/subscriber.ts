import type { Group } from './group.js';
import type { Payload } from './payloads.js';

/** A client that gets the events of a group, over any transport. */
export interface Subscriber {
  /** It has got all its events up to this position. */
  position: number;
  /** Sends an event at once. The transport closes a subscriber that does not read. */
  readonly send: (payload: Payload) => void;
  /** Ends the subscriber, because an event could not be made. Its client reconnects and catches up. */
  readonly fail: () => void;
  /** Resolves to true once the transport has room for more, and to false once the client is gone. */
  readonly ready: () => Promise<boolean>;
  /** Tells the client its first position. A client that is cut off before its first event comes back there. */
  readonly begin?: (position: number) => void;
}

/** A subscriber in its group, until it leaves. It is a class, because closures for each of many subscribers cost memory. */
export class Subscription {
  isGone = false;
  #group: Group | undefined;

  constructor(readonly subscriber: Subscriber) {}

  join(group: Group): void {
    this.#group = group;
    group.subscribers += 1;
  }

  leave(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.#group?.leave(this.subscriber);
  }
}
