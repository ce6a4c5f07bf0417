/** The number of places that one owner holds, and the calls of this owner that wait for a place. */
interface Share {
  taken: number;
  readonly waiting: (() => void)[];
}

/** Limits how many places, such as connections, each owner holds at once. Waiting calls are served in order. */
export class Shares {
  readonly #shares = new Map<object, Share>();

  constructor(private readonly most: number) {}

  /** Resolves once the owner gets a place: now, or after the owner leaves another place. Call `leave` after use. */
  async enter(owner: object): Promise<void> {
    const share = this.#shares.get(owner) ?? { taken: 0, waiting: [] };
    this.#shares.set(owner, share);
    if (share.taken >= this.most) return new Promise((begin) => share.waiting.push(begin));
    share.taken += 1;
  }

  /** Gives a place back. If calls of the same owner wait, the first of them takes the place. */
  leave(owner: object): void {
    const share = this.#shares.get(owner);
    if (!share) return;
    const next = share.waiting.shift();
    if (next) next();
    else share.taken -= 1;
    if (share.taken === 0) this.#shares.delete(owner);
  }
}
