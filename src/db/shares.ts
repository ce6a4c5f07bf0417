import { AsyncLocalStorage } from 'node:async_hooks';

const owners = new AsyncLocalStorage<object>();

/** Runs something whose statements are all one owner's. */
export function runAsOwner<Result>(run: () => Result): Result {
  return owners.run({}, run);
}

/** Whose statements these are; undefined for what runs for nobody in particular. */
export function findOwner(): object | undefined {
  return owners.getStore();
}

/** What one owner has, and who of it waits. */
interface Share {
  taken: number;
  readonly waiting: (() => void)[];
}

/** Lets each owner have so much at once, so that one who wants a lot leaves some for the others. */
export class Shares {
  readonly #most: number;
  readonly #shares = new Map<object, Share>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Runs now, or once the owner has given something back. Each run is followed by `giveBack`. */
  take(owner: object, run: () => void): void {
    const share = this.#shares.get(owner) ?? { taken: 0, waiting: [] };
    this.#shares.set(owner, share);
    if (share.taken >= this.#most) {
      share.waiting.push(run);
      return;
    }
    share.taken += 1;
    run();
  }

  giveBack(owner: object): void {
    const share = this.#shares.get(owner);
    if (!share) return;
    const next = share.waiting.shift();
    if (next) next();
    else share.taken -= 1;
    if (share.taken === 0) this.#shares.delete(owner);
  }
}
