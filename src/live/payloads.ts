import type { LiveEvent } from '../event-log/source.js';
import type { Party, Turns } from './turns.js';

/** The result of an operation for an event, made once for all subscribers of a group. */
export interface Payload {
  readonly position: number;
  /** The result as JSON. */
  readonly json: Buffer;
}

interface Remembered {
  readonly payload: Promise<Payload>;
  /** The party in whose turn it is made. */
  readonly party: Party;
  /** Infinity while it is being made. */
  until: number;
}

/** How long a payload may be sent again, unless a new event comes before: what it shows may be hidden by then. */
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

  /** A payload that another party still waits for is made again: that party's turn may come much later. */
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
