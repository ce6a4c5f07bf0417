import type { LogEvent, LogPage } from '../event-log/read.js';
import { gapUpTo, type LiveEvent, type Selector, toLiveEvent } from '../event-log/source.js';
import type { EventFacts } from '../event-log/table.js';
import { makeAhead } from './ahead.js';
import { Backlog } from './backlog.js';
import { type Payload, Payloads } from './payloads.js';
import type { Subscriber } from './subscriber.js';
import type { Party, Turns } from './turns.js';

/** What a group is made from when its first subscriber comes. */
export interface GroupRequest {
  readonly key: string;
  /** The address of the first subscriber. The group counts among those that it has opened. */
  readonly address: string;
  readonly selector: Selector;
  /** Executes the operation for an event; the result as JSON. */
  readonly execute: (event: LiveEvent) => Promise<Buffer>;
}

interface GroupOptions {
  readonly request: GroupRequest;
  readonly turns: Turns;
  /** How many groups the same address has opened. */
  readonly countSiblings: () => number;
  /** The group's part of the log after a position. */
  readonly readPage: (after: number) => Promise<LogPage>;
  /** What an event's item was in earlier events. */
  readonly readEarlier: (event: LogEvent) => Promise<EventFacts[]>;
  readonly clock: () => Date;
  readonly onError: (error: unknown) => void;
  /** Called when the last subscriber leaves. */
  readonly forget: () => void;
  /** Where the log ends when the group begins. */
  readonly position: number;
}

/**
 * The subscribers of one operation: the same text, variables and role. Each event is executed and serialised once for all of
 * them. A group has its own place in the log, so a slow one holds up no other.
 */
export class Group implements Party {
  readonly request: GroupRequest;
  /** Subscribers that have as much as the group. They are sent each event as it comes; the others catch up first. */
  readonly upToDate = new Set<Subscriber>();
  /** How many subscribers there are, with those that catch up. */
  subscribers = 0;
  readonly #options: GroupOptions;
  readonly #backlog: Backlog;
  readonly #payloads: Payloads;
  #delivered: number;
  #isRunning = false;

  constructor(options: GroupOptions) {
    this.#options = options;
    this.request = options.request;
    this.#delivered = options.position;
    this.#payloads = new Payloads(options.request.execute, options.turns);
    this.#backlog = new Backlog(options.request.selector.subject, options.position);
  }

  /** All events up to here were sent. A subscriber that has as much may join, and misses nothing. */
  get delivered(): number {
    return this.#delivered;
  }

  /** The groups of one address share its weight: it does not come before others by opening more. */
  weight(subscribers = this.subscribers): number {
    return subscribers / Math.max(1, this.#options.countSiblings());
  }

  leave(subscriber: Subscriber): void {
    this.upToDate.delete(subscriber);
    this.subscribers -= 1;
    if (this.subscribers === 0) this.#options.forget();
  }

  /** Takes the log's next events up to a position, and sends those that are wanted, in order. */
  offer(events: readonly LogEvent[], end: number): void {
    this.#backlog.offer(events, end);
    void this.#run();
  }

  /** Events up to a position were not read for it. It reads them by itself, unless they are pruned. */
  fallBehind(end: number): void {
    this.#backlog.fallBehind(end);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.subscribers > 0 && this.#delivered < this.#backlog.end) {
        if (this.#backlog.isBehind) await this.#readOn();
        else await this.#giveNext();
      }
    } catch (error) {
      this.#options.onError(error);
      this.#abandon();
    } finally {
      this.#isRunning = false;
    }
  }

  async #giveNext(): Promise<void> {
    const { end } = this.#backlog;
    await this.#give(this.#backlog.take());
    this.#delivered = end;
  }

  async #readOn(): Promise<void> {
    const { clock, readPage, turns } = this.#options;
    const { end } = this.#backlog;
    const { events, head, isEnd, prunedTo } = await turns.take(this, () => readPage(this.#delivered));
    if (prunedTo > this.#delivered) {
      this.#send(await this.payloadOf(gapUpTo(prunedTo, clock())));
      this.#delivered = prunedTo;
    }
    await this.#give(events);
    if (!isEnd) return;
    this.#delivered = Math.max(head, end);
    this.#backlog.caughtUp(this.#delivered);
  }

  async #give(events: readonly LogEvent[]): Promise<void> {
    this.#payloads.clear();
    const payloadAt = makeAhead(events, (event) => this.make(event));
    for (const [index, event] of events.entries()) {
      const payload = this.upToDate.size > 0 ? await payloadAt(index) : undefined;
      if (payload) this.#send(payload);
      this.#delivered = event.position;
    }
  }

  /** Ends all subscribers: they come back and catch up. */
  #abandon(): void {
    for (const subscriber of this.upToDate) subscriber.fail();
    this.upToDate.clear();
    this.#backlog.clear();
    this.#delivered = this.#backlog.end;
  }

  #send(payload: Payload): void {
    for (const subscriber of this.upToDate) {
      if (subscriber.position >= payload.position) continue;
      subscriber.position = payload.position;
      subscriber.send(payload);
    }
  }

  /** Whether it is wanted for what its item is, or was since it became public: whoever got an item hears of its correction. */
  async #isWanted(event: LogEvent): Promise<boolean> {
    const { subject, wants } = this.request.selector;
    if (event.subject !== subject) return false;
    if (wants(event.facts, event)) return true;
    if (event.change === 'PUBLISHED') return false;
    return (await this.#options.readEarlier(event)).some((facts) => wants(facts, event));
  }

  /** The payload of an event; undefined where it is not wanted. */
  async make(event: LogEvent, party: Party = this): Promise<Payload | undefined> {
    return (await this.#isWanted(event)) ? this.payloadOf(toLiveEvent(event), party) : undefined;
  }

  /** The payload of an event, made when it is the party's turn. */
  payloadOf(event: LiveEvent, party: Party = this): Promise<Payload> {
    return this.#payloads.get(event, party);
  }
}
