import type { Group, Member } from './group.js';

/** One who follows: what it takes to send, and to wait for a slow reader while it is told what it missed. */
export interface Follower extends Member {
  /** Resolves once there is room for more; false when it is gone. */
  readonly ready: () => Promise<boolean>;
  /** Told where it begins: who is cut off before the first event can come back there. */
  readonly begin?: (position: number) => void;
}

/** A follower and its group, until it leaves. There are many: functions of each one's own would cost memory. */
export class Following {
  readonly follower: Follower;
  #group: Group | undefined;
  #isGone = false;

  constructor(follower: Follower) {
    this.follower = follower;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  join(group: Group): void {
    this.#group = group;
    group.followers += 1;
  }

  leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#group?.leave(this.follower);
  }
}
