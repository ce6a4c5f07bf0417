import { setTimeout as sleep } from 'node:timers/promises';
import { type Child, startChild } from './child.js';
import type { Heard, OpenClients } from './fanout-clients.js';

/** The number of clients in one process. With a smaller number, more processes would compete for the cores. */
const CLIENTS_A_PROCESS = 5000;
/** The longest wait until an event has reached all clients. */
const HEARD_WITHIN_MS = 60_000;
/** The time for which a server's work still counts after the last subscriber has received the event. */
const AFTERMATH_MS = 30;
/** The rest before memory is measured. V8 frees memory late, but hardly any after this time. */
const REST_MS = 15_000;
const WARM_UP_CLIENTS = 500;
const WARM_UP_EVENTS = 20;

/** A server to measure, in a process of its own. */
export interface Contestant {
  readonly name: string;
  readonly server: Child;
  readonly port: number;
  /** The subscription of its clients. When absent, the server sends every event to all of them. */
  readonly query?: string;
  /** Sends an event to all clients, and returns when the sending began, by `readClock`. */
  readonly publish: () => Promise<number>;
}

/** How an event reached all subscribers, and what that cost. */
export interface Delivery {
  /** The time until the last subscriber received the event. */
  readonly ms: number;
  /** The processor time of the server. */
  readonly cpuMs: number;
  /** The size of a frame. */
  readonly bytes: number;
  /** The event as a client received it. */
  readonly sample: string;
}

/** All clients of a server, in several processes. */
export class Audience {
  readonly #processes: readonly Child[];
  readonly #count: number;

  private constructor(processes: readonly Child[], count: number) {
    this.#processes = processes;
    this.#count = count;
  }

  static async gather({ port, query }: Contestant, count: number): Promise<Audience> {
    const processes = Array.from({ length: Math.ceil(count / CLIENTS_A_PROCESS) }, () =>
      startChild(new URL('./fanout-clients.ts', import.meta.url)),
    );
    const share = (index: number) => Math.floor((count + index) / processes.length);
    // Processes connect one after the other, because a server's accept queue is short.
    for (const [index, child] of processes.entries()) {
      const options: OpenClients = { port, count: share(index), ...(query !== undefined && { query }) };
      await child.ask('open', options);
    }
    return new Audience(processes, count);
  }

  /** Publishes an event and waits until all clients have received it. Returns undefined if not all received it in time. */
  async hear({ publish, server }: Contestant, withinMs = HEARD_WITHIN_MS): Promise<Delivery | undefined> {
    await Promise.all(this.#processes.map((child) => child.ask('reset')));
    const before = await server.ask<number>('usage');
    const heard = this.#processes.map((child) => child.ask<Heard>('hear', withinMs));
    const begun = await publish();
    const all = await Promise.all(heard);
    await sleep(AFTERMATH_MS);
    const cpuMs = (await server.ask<number>('usage')) - before;
    const times = all.flatMap(({ at }) => at ?? []);
    if (times.length < all.length) return undefined;
    const bytes = all.reduce((sum, each) => sum + each.bytes, 0) / this.#count;
    const sample = all[0]?.sample ?? '';
    if (!sample.includes('"type":"next"') || sample.includes('"errors"'))
      throw new Error(`not an event: ${sample.slice(0, 500)}`);
    return { ms: Math.max(...times) - begun, cpuMs, bytes, sample };
  }

  async leave(): Promise<void> {
    await Promise.all(this.#processes.map((child) => child.stop()));
  }
}

/** Publishes events until one reaches all clients. New subscribers may miss the first events. */
export async function hearAtLast(audience: Audience, contestant: Contestant): Promise<Delivery> {
  for (let tries = 0; tries < 20; tries += 1) {
    const delivery = await audience.hear(contestant, 5000);
    if (delivery) return delivery;
  }
  throw new Error(`${contestant.name}: not all of its subscribers received an event`);
}

/**
 * Publishes events before the measurement, so that compiling and loading code do not count. Returns an event as a client
 * received it.
 */
export async function warmUp(contestant: Contestant): Promise<string> {
  const audience = await Audience.gather(contestant, WARM_UP_CLIENTS);
  let { sample } = await hearAtLast(audience, contestant);
  for (let event = 1; event < WARM_UP_EVENTS; event += 1) sample = (await audience.hear(contestant))?.sample ?? sample;
  await audience.leave();
  return sample;
}

/** Measures the memory of each server, by the server's name. It waits before, because V8 frees memory late. */
export async function weigh(contestants: readonly Contestant[]): Promise<Map<string, number>> {
  await sleep(REST_MS);
  const weights = new Map<string, number>();
  for (const { name, server } of contestants) weights.set(name, await server.ask<number>('settle'));
  return weights;
}
