import type { LogEvent, LogPage } from '../event-log/read.js';
import { gapUpTo, type LiveEvent, type Selector, toLiveEvent } from '../event-log/source.js';
import type { EventFacts } from '../event-log/table.js';
import { makeAhead } from './ahead.js';
import { Backlog } from './backlog.js';
import { type Payload, Payloads } from './payloads.js';
import type { Subscriber } from './subscriber.js';
import type { Party, Turns } from './turns.js';

/** The values from which a group is made. They come from the first subscriber. */
export interface GroupRequest {
  /** Equal subscriptions have equal keys. */
  readonly key: string;
  /** The client address of the first subscriber. */
  readonly address: string;
  readonly selector: Selector;
  /** Executes the operation for an event. Returns the result as JSON. */
  readonly execute: (event: LiveEvent) => Promise<Buffer>;
}

interface GroupOptions {
  readonly request: GroupRequest;
  readonly turns: Turns;
  /** Returns the number of groups that the client address of `request` has opened. */
  readonly countSiblings: () => number;
  readonly readPage: (after: number) => Promise<LogPage>;
  /** Reads the facts of the earlier events about the same item as the given event. */
  readonly readEarlier: (event: LogEvent) => Promise<EventFacts[]>;
  readonly clock: () => Date;
  readonly onError: (error: unknown) => void;
  /** Called when the last subscriber leaves. */
  readonly forget: () => void;
  /** The end of the log when the group begins. */
  readonly position: number;
}

/** The subscribers of equal operations, which are executed once for each event. A slow group delays no other group. */
export class Group implements Party {
  /** The subscribers that have all events so far. They get each new event. The other subscribers catch up first. */
  readonly upToDate = new Set<Subscriber>();
  /** The number of subscribers, including those that are catching up. */
  subscribers = 0;
  /** The position up to which the group has sent all events. A subscriber at this position may join `upToDate`. */
  delivered: number;
  readonly #backlog: Backlog;
  readonly #payloads: Payloads;
  #isRunning = false;

  constructor(readonly options: GroupOptions) {
    this.delivered = options.position;
    this.#payloads = new Payloads(options.request.execute, options.turns);
    this.#backlog = new Backlog(options.request.selector.subjects, options.position);
  }

  /** The priority of the group: its subscribers divided by the groups of its address. More groups bring no advantage. */
  weight(subscribers = this.subscribers): number {
    return subscribers / Math.max(1, this.options.countSiblings());
  }

  leave(subscriber: Subscriber): void {
    this.upToDate.delete(subscriber);
    this.subscribers -= 1;
    if (this.subscribers === 0) this.options.forget();
  }

  /** Adds the next events of the log, up to the position `end`. The group sends the events that subscribers want. */
  offer(events: readonly LogEvent[], end: number): void {
    this.#backlog.offer(events, end);
    void this.#run();
  }

  /** Makes the group read its events up to a position from the log, because the hub could not offer them. */
  fallBehind(end: number): void {
    this.#backlog.fallBehind(end);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.subscribers > 0 && this.delivered < this.#backlog.end) {
        const { end, isBehind } = this.#backlog;
        if (isBehind) await this.#readLog();
        else {
          await this.#sendWanted(this.#backlog.take());
          this.delivered = end;
        }
      }
    } catch (error) {
      this.options.onError(error);
      this.#abandon();
    } finally {
      this.#isRunning = false;
    }
  }

  async #readLog(): Promise<void> {
    const { clock, readPage, turns } = this.options;
    const { end } = this.#backlog;
    const { events, head, isEnd, prunedTo } = await turns.take(this, () => readPage(this.delivered));
    if (prunedTo > this.delivered) {
      this.#send(await this.payloadOf(gapUpTo(prunedTo, clock())));
      this.delivered = prunedTo;
    }
    await this.#sendWanted(events);
    if (!isEnd) return;
    this.delivered = Math.max(head, end);
    this.#backlog.caughtUp(this.delivered);
  }

  async #sendWanted(events: readonly LogEvent[]): Promise<void> {
    this.#payloads.clear();
    const payloadAt = makeAhead(events, (event) => this.make(event));
    for (const [index, event] of events.entries()) {
      const payload = this.upToDate.size > 0 ? await payloadAt(index) : undefined;
      if (payload) this.#send(payload);
      this.delivered = event.position;
    }
  }

  /** Disconnects the subscribers in `upToDate`. Their clients reconnect and catch up. */
  #abandon(): void {
    for (const subscriber of this.upToDate) subscriber.fail();
    this.upToDate.clear();
    this.#backlog.clear();
    this.delivered = this.#backlog.end;
  }

  #send(payload: Payload): void {
    for (const subscriber of this.upToDate) {
      if (subscriber.position >= payload.position) continue;
      subscriber.position = payload.position;
      subscriber.send(payload);
    }
  }

  /** True if the item matches the filter, or ever did: subscribers who got an item must also get its correction. */
  async #isWanted(event: LogEvent): Promise<boolean> {
    const { subjects, wants } = this.options.request.selector;
    if (!subjects.includes(event.subject)) return false;
    if (wants(event.facts, event)) return true;
    if (event.change === 'PUBLISHED') return false;
    return (await this.options.readEarlier(event)).some((facts) => wants(facts, event));
  }

  /** Makes the payload of an event. Returns undefined if the subscribers do not want the event. */
  async make(event: LogEvent, party: Party = this): Promise<Payload | undefined> {
    return (await this.#isWanted(event)) ? this.payloadOf(toLiveEvent(event), party) : undefined;
  }

  /** Makes the payload of an event. The execution waits for the turn of `party`: the group, or the group's catch-up. */
  payloadOf(event: LiveEvent, party: Party = this): Promise<Payload> {
    return this.#payloads.get(event, party);
  }
}
