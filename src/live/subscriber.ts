import type { Group } from './group.js';
import type { Payload } from './payloads.js';

/** A client that gets the events of a group (see `Group`), over any transport. */
export interface Subscriber {
  /** The position of the log up to which the subscriber has got all its events. */
  position: number;
  /** Sends an event without waiting. The transport disconnects a client that does not read. */
  readonly send: (payload: Payload) => void;
  /** Disconnects the client, because an event's payload could not be made. The client reconnects and catches up. */
  readonly fail: () => void;
  /** Resolves to true once the transport has room for more, and to false once the client is gone. */
  readonly ready: () => Promise<boolean>;
  /** Tells the client where it begins. If it loses its connection before the first event, it can continue there. */
  readonly begin?: (position: number) => void;
}

/** The membership of a subscriber in its group. A class, because closures for many subscribers take more memory. */
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
