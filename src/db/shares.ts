/** What one owner has, and who of it waits. */
interface Share {
  taken: number;
  readonly waiting: (() => void)[];
}

/** Lets each owner have so many places at once: one who wants many leaves some for the others. Who waits is served in order. */
export class Shares {
  readonly #most: number;
  readonly #shares = new Map<object, Share>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves once the owner has a place: at once, or when it has left another. Each `enter` is followed by a `leave`. */
  async enter(owner: object): Promise<void> {
    const share = this.#shares.get(owner) ?? { taken: 0, waiting: [] };
    this.#shares.set(owner, share);
    if (share.taken >= this.#most) return new Promise((begin) => share.waiting.push(begin));
    share.taken += 1;
  }

  /** Gives a place back, to the one of the owner that has waited longest. */
  leave(owner: object): void {
    const share = this.#shares.get(owner);
    if (!share) return;
    const next = share.waiting.shift();
    if (next) next();
    else share.taken -= 1;
    if (share.taken === 0) this.#shares.delete(owner);
  }
}
