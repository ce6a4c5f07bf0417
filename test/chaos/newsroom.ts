import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../src/generate/random.js';

const PUBLISH = `mutation ($input: PublishBreakingItemInput!) {
  publishBreakingItem(input: $input) { item { id } cursor userErrors { code field message } }
}`;
/** After this time without an answer, a request is sent again. */
const ANSWER_MS = 20_000;

/** A breaking item that a gateway has acknowledged. */
export interface Acknowledged {
  readonly text: string;
  readonly id: string;
  readonly cursor: string;
}

interface NewsroomOptions {
  readonly token: string;
  readonly items: number;
  readonly seed: number;
  readonly addresses: () => readonly string[];
  readonly random: Random;
  /** Resolves when the next item may be written. `part` is the part of the items before it, from 0 to 1. */
  readonly mayWrite: (part: number) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Writers that publish items. */
export interface Newsroom {
  readonly acknowledged: readonly Acknowledged[];
  /** How often requests failed, by the reason. */
  readonly failures: ReadonlyMap<string, number>;
  /** Publishes every item. As many requests run at once as there are writers. */
  readonly write: (writers: number) => Promise<void>;
}

export function openNewsroom({ addresses, items, mayWrite, random, seed, signal, token }: NewsroomOptions): Newsroom {
  const acknowledged: Acknowledged[] = [];
  const failures = new Map<string, number>();
  let next = 0;

  /** Publishes an item. After a failure, it sends the same idempotency key to another gateway, until one answers. */
  async function publish(number: number): Promise<void> {
    const text = `Line ${number} of ${items}: ${'the news goes on '.repeat(random.between(0, 8))}`.trim();
    const input = { text, urgency: random.between(1, 9), idempotencyKey: `chaos ${seed} ${number}` };
    for (let turn = random.between(0, addresses().length - 1); ; turn += 1) {
      signal.throwIfAborted();
      try {
        acknowledged.push({ text, ...(await send(`${addresses()[turn % addresses().length]}/graphql`, token, input)) });
        return;
      } catch (error) {
        const reason = explain(error);
        failures.set(reason, (failures.get(reason) ?? 0) + 1);
        await sleep(random.between(5, 100));
      }
    }
  }

  async function writeOn(): Promise<void> {
    while (next < items) {
      const number = next;
      next += 1;
      await mayWrite(number / items);
      await publish(number);
    }
  }

  const write = async (writers: number) => {
    await Promise.all(Array.from({ length: writers }, writeOn));
  };
  return { acknowledged, failures, write };
}

async function send(url: string, token: string, input: object): Promise<{ id: string; cursor: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: PUBLISH, variables: { input } }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  const answer = await response.text();
  const payload = JSON.parse(answer).data?.publishBreakingItem;
  if (!payload?.item) throw new Error(`answered ${response.status}: ${answer.slice(0, 200)}`);
  return { id: payload.item.id, cursor: payload.cursor };
}

/** Returns the code of a socket's error, which undici puts into `cause`, or else the message. */
function explain(error: unknown): string {
  const { cause, message } = Object(error);
  return String(cause?.code ?? cause?.message ?? message);
}
