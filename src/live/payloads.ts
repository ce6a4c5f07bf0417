import type { LiveEvent } from '../event-log/source.js';
import type { Party, Turns } from './turns.js';

/** The result of an operation for one event. It is made once for all subscribers of a group. */
export interface Payload {
  readonly position: number;
  readonly json: Buffer;
}

interface Remembered {
  readonly payload: Promise<Payload>;
  /** The party that made the payload or is making it: the group, or its catch-up. */
  readonly party: Party;
  /** Until when the payload may be sent again, by `performance.now()`. Infinity while the payload is being made. */
  until: number;
}

/** How long a payload may be sent again, unless a new event comes. The time is short: changes may hide the content. */
const REMEMBERED_MS = 250;

/** Makes the payloads of a group, and remembers each payload for a short time. */
export class Payloads {
  readonly #remembered = new Map<string, Remembered>();

  constructor(
    readonly execute: (event: LiveEvent) => Promise<Buffer>,
    readonly turns: Turns,
  ) {}

  clear(): void {
    this.#remembered.clear();
  }

  /** Returns the remembered payload, or makes it. Does not wait for a payload that another party has yet to make. */
  get(event: LiveEvent, party: Party): Promise<Payload> {
    const { change, position } = event;
    const key = `${change} ${position}`;
    const now = performance.now();
    const known = this.#remembered.get(key);
    if (known && known.until > now && (known.party === party || Number.isFinite(known.until))) return known.payload;
    const payload = this.turns.take(party, () => this.execute(event)).then((json) => ({ json, position }));
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

  #forget(now: number): void {
    for (const [key, { until }] of this.#remembered) {
      if (until > now) return;
      this.#remembered.delete(key);
    }
  }
}
