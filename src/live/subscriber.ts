import type { Group } from './group.js';
import type { Payload } from './payloads.js';

/** A client that is sent the events of a group, over whatever transport. */
export interface Subscriber {
  /** It has all events up to here that it wants. */
  position: number;
  /** Sends an event at once. The transport closes a subscriber that does not read. */
  readonly send: (payload: Payload) => void;
  /** Ends it because an event could not be made: its client comes back and catches up. */
  readonly fail: () => void;
  /** Resolves once there is room for more of its backlog; to false when the client is gone. */
  readonly ready: () => Promise<boolean>;
  /** Tells the client where it begins. One that is cut off before its first event can come back there. */
  readonly begin?: (position: number) => void;
}

/** A subscriber and its group, until it leaves. There are many: functions of each one's own would cost memory. */
export class Subscription {
  readonly subscriber: Subscriber;
  #group: Group | undefined;
  #isGone = false;

  constructor(subscriber: Subscriber) {
    this.subscriber = subscriber;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  join(group: Group): void {
    this.#group = group;
    group.subscribers += 1;
  }

  leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#group?.leave(this.subscriber);
  }
}
