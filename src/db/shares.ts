/** The places that one owner has taken, and its waiting calls. */
interface Share {
  taken: number;
  readonly waiting: (() => void)[];
}

/** Limits how many places each owner has at once, so that some are left for others. Waiting calls are served in order. */
export class Shares {
  readonly #most: number;
  readonly #shares = new Map<object, Share>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves once the owner has a place: immediately, or when it leaves another. A `leave` must follow each `enter`. */
  async enter(owner: object): Promise<void> {
    const share = this.#shares.get(owner) ?? { taken: 0, waiting: [] };
    this.#shares.set(owner, share);
    if (share.taken >= this.#most) return new Promise((begin) => share.waiting.push(begin));
    share.taken += 1;
  }

  /** Gives a place back. The owner's longest waiting call takes it. */
  leave(owner: object): void {
    const share = this.#shares.get(owner);
    if (!share) return;
    const next = share.waiting.shift();
    if (next) next();
    else share.taken -= 1;
    if (share.taken === 0) this.#shares.delete(owner);
  }
}
