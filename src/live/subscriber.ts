import type { Group } from './group.js';
import type { Payload } from './payloads.js';

/** A client that gets the events of a group (see `Group`), over any transport. */
export interface Subscriber {
  /** The position of the log up to which the subscriber has got all its events. */
  position: number;
  /** Sends an event without waiting. The transport closes a subscriber that does not read. */
  readonly send: (payload: Payload) => void;
  /** Ends the subscriber, because the payload of an event could not be made. Its client reconnects and catches up. */
  readonly fail: () => void;
  /** Resolves to true once the transport has room for more, and to false once the client is gone. */
  readonly ready: () => Promise<boolean>;
  /** Tells the client the position at which it begins. If the connection is lost before the first event, the client continues from that position. */
  readonly begin?: (position: number) => void;
}

/** The membership of a subscriber in its group. It is a class, because closures for each of many subscribers would cost more memory. */
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
