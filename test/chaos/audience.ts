import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Random } from '../../src/generate/random.js';

/** The ticker as the contract has it. */
const TICKER = new URL('../../examples/operations/BreakingTicker.graphql', import.meta.url);

/** An event of the ticker, as far as the test looks at it. */
interface Told {
  readonly cursor: string;
  readonly change: string;
  readonly itemId: string | null;
  readonly item: { readonly text: string } | null;
}

/** What all subscribers have in common. */
interface AudienceOptions {
  /** Where all begin in the log. */
  readonly after: string;
  readonly addresses: () => readonly string[];
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** Those who follow the ticker through whatever happens. */
export interface Audience {
  /** What each was told, every event by its number. */
  readonly seen: readonly (readonly number[])[];
  readonly numbering: Numbering;
  /** How many events the one has who has the fewest, the one who has the most, and all together. */
  readonly least: () => number;
  readonly most: () => number;
  readonly total: () => number;
  readonly connections: () => number;
  /** Why sockets ended, and how often. */
  readonly endings: ReadonlyMap<string, number>;
  /** Resolves once all have left. */
  readonly done: Promise<unknown>;
}

export async function gatherAudience(size: number, options: AudienceOptions): Promise<Audience> {
  const query = await readFile(TICKER, 'utf8');
  const numbering = createNumbering();
  const endings = new Map<string, number>();
  const common = { ...options, query, endings, numberOf: numbering.numberOf };
  const subscribers = Array.from({ length: size }, (_, place) => startSubscriber(common, place));
  const counts = () => subscribers.map(({ seen }) => seen.length);
  return {
    seen: subscribers.map(({ seen }) => seen),
    numbering,
    endings,
    least: () => Math.min(...counts()),
    most: () => Math.max(...counts()),
    total: () => counts().reduce((sum, count) => sum + count, 0),
    connections: () => subscribers.reduce((sum, { connections }) => sum + connections(), 0),
    done: Promise.all(subscribers.map(({ done }) => done)),
  };
}

/** Events are compared by number: two million texts would be too many to keep. */
function createNumbering() {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    numberOf: (event: string): number => {
      const known = numbers.get(event);
      if (known !== undefined) return known;
      numbers.set(event, names.length);
      return names.push(event) - 1;
    },
    nameOf: (number: number): string => names[number] ?? 'nothing',
  };
}

type Numbering = ReturnType<typeof createNumbering>;

/** All that makes an event what it is. */
export const nameEvent = (cursor: string, change: string, itemId: string | null, text: string | null): string =>
  `${cursor} ${change} ${itemId} ${JSON.stringify(text)}`;

interface SubscriberOptions extends AudienceOptions {
  readonly query: string;
  readonly endings: Map<string, number>;
  readonly numberOf: Numbering['numberOf'];
}

/** Follows from gateway to gateway: where its own is gone it takes another, after the last cursor that it saw. */
function startSubscriber(options: SubscriberOptions, place: number) {
  const { addresses, endings, numberOf, query, random, signal } = options;
  const seen: number[] = [];
  let cursor = options.after;
  let connections = 0;
  const take = (told: Told) => {
    ({ cursor } = told);
    seen.push(numberOf(nameEvent(cursor, told.change, told.itemId, told.item?.text ?? null)));
  };

  async function followOne(address: string): Promise<string> {
    const client = createClient({
      url: `${address.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    let leave = () => {};
    const ending = await new Promise<string>((done) => {
      leave = () => done('left');
      signal.addEventListener('abort', leave);
      client.subscribe<{ breakingNews: Told }>(
        { query, variables: { after: cursor } },
        {
          next: ({ data, errors }) => (data && !errors ? take(data.breakingNews) : done(JSON.stringify(errors))),
          error: (fault) => done(describe(fault)),
          complete: () => done('complete'),
        },
      );
    });
    signal.removeEventListener('abort', leave);
    await client.dispose();
    return ending;
  }

  async function run(): Promise<void> {
    for (let turn = place; !signal.aborted; turn += random.between(1, addresses().length - 1 || 1)) {
      const address = addresses()[turn % addresses().length];
      if (address === undefined) throw new Error('there is no gateway');
      connections += 1;
      const ending = await followOne(address);
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
      if (!signal.aborted) await sleep(random.between(10, 200));
    }
  }
  return { seen, connections: () => connections, done: run() };
}

/** A socket ends with a code; a subscription with errors. */
function describe(fault: unknown): string {
  const { code, message } = Object(fault);
  if (typeof code === 'number') return `closed with ${code}`;
  return Array.isArray(fault) ? JSON.stringify(fault) : String(message ?? fault);
}
