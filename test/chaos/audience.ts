import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Random } from '../../src/generate/random.js';

/** The subscription to the ticker, from the examples. */
const TICKER = new URL('../../examples/operations/BreakingTicker.graphql', import.meta.url);

/** An event of the ticker, with the fields that the test uses. */
interface Told {
  readonly cursor: string;
  readonly change: string;
  readonly itemId: string | null;
  readonly item: { readonly text: string } | null;
}

/** Options of all subscribers. */
interface AudienceOptions {
  /** The cursor at which all subscribers begin. */
  readonly after: string;
  readonly addresses: () => readonly string[];
  readonly random: Random;
  readonly signal: AbortSignal;
}

/** Subscribers of the ticker, which reconnect after every fault. */
export interface Audience {
  /** The events that each subscriber received, as the numbers of `numbering`. */
  readonly seen: readonly (readonly number[])[];
  readonly numbering: Numbering;
  /** The smallest and the largest number of events of one subscriber, and the sum for all subscribers. */
  readonly least: () => number;
  readonly most: () => number;
  readonly total: () => number;
  readonly connections: () => number;
  /** Why sockets ended, and how often. */
  readonly endings: ReadonlyMap<string, number>;
  /** Resolves when all subscribers have disconnected. */
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

/** Gives each event a number, because two million texts would take too much memory. */
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

/** Makes a text of the fields that identify an event. */
export const nameEvent = (cursor: string, change: string, itemId: string | null, text: string | null): string =>
  `${cursor} ${change} ${itemId} ${JSON.stringify(text)}`;

interface SubscriberOptions extends AudienceOptions {
  readonly query: string;
  readonly endings: Map<string, number>;
  readonly numberOf: Numbering['numberOf'];
}

/** Subscribes to the ticker. After a lost connection, it resumes after its last cursor, at another gateway. */
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
      if (address === undefined) throw new Error('no gateway is running');
      connections += 1;
      const ending = await followOne(address);
      endings.set(ending, (endings.get(ending) ?? 0) + 1);
      if (!signal.aborted) await sleep(random.between(10, 200));
    }
  }
  return { seen, connections: () => connections, done: run() };
}

/** Describes why a subscription ended: a socket closes with a code, and a refused subscription has errors. */
function describe(fault: unknown): string {
  const { code, message } = Object(fault);
  if (typeof code === 'number') return `closed with ${code}`;
  return Array.isArray(fault) ? JSON.stringify(fault) : String(message ?? fault);
}
