import type { LiveEvent } from './source.js';
import type { Party, Turns } from './turns.js';

/** An event as the answer to an operation, made once for all who asked the same. */
export interface Payload {
  readonly position: number;
  /** The GraphQL response as JSON. */
  readonly json: Buffer;
}

interface Remembered {
  readonly payload: Promise<Payload>;
  /** Who has it made. */
  readonly party: Party;
  /** Infinity while it is being made. */
  until: number;
}

/** For so long, or until something happens, those who come back get the same payload of an event: what it shows may be hidden by then. */
const REMEMBERED_MS = 250;

/** Makes the payloads of a group, and remembers each for a moment. */
export class Payloads {
  readonly #execute: (event: LiveEvent) => Promise<Buffer>;
  readonly #turns: Turns;
  readonly #remembered = new Map<string, Remembered>();

  constructor(execute: (event: LiveEvent) => Promise<Buffer>, turns: Turns) {
    this.#execute = execute;
    this.#turns = turns;
  }

  clear(): void {
    this.#remembered.clear();
  }

  /** One that another party still waits for is made again: its turn may come much later. */
  get(event: LiveEvent, party: Party): Promise<Payload> {
    const { change, position } = event;
    const key = `${change} ${position}`;
    const now = performance.now();
    const known = this.#remembered.get(key);
    if (known && known.until > now && (known.party === party || Number.isFinite(known.until))) return known.payload;
    const payload = this.#turns.take(party, () => this.#execute(event)).then((json) => ({ json, position }));
    const remembered: Remembered = { payload, party, until: Number.POSITIVE_INFINITY };
    this.#remembered.set(key, remembered);
    payload.then(
      () => {
        remembered.until = performance.now() + REMEMBERED_MS;
      },
      () => this.#remembered.delete(key),
    );
    this.#forget(now);
    return payload;
  }

  /** The oldest come first. */
  #forget(now: number): void {
    for (const [key, { until }] of this.#remembered) {
      if (until > now) return;
      this.#remembered.delete(key);
    }
  }
}
