import { makeAhead } from './ahead.js';
import { Backlog } from './backlog.js';
import { type Payload, Payloads } from './payloads.js';
import type { LogEvent, LogPage } from './read-log.js';
import { gapUpTo, type LiveEvent, type Selector, toLiveEvent } from './source.js';
import type { EventFacts } from './table.js';
import type { Party, Turns } from './turns.js';

/** One who follows a group's events. */
export interface Member {
  /** All up to here it has, or did not want. */
  position: number;
  /** Sends what an event is for this operation, at once; its transport closes it when it does not read. */
  readonly send: (payload: Payload) => void;
  /** Sends it back to read what it missed by itself: an event could not be made for it. */
  readonly fail: () => void;
}

/** What a group is made from, once the first follower asks for it. */
export interface GroupRequest {
  readonly key: string;
  /** The client that asked for it first: it counts among those that this address has opened. */
  readonly address: string;
  readonly selector: Selector;
  /** Runs the operation for an event; the response as JSON. */
  readonly execute: (event: LiveEvent) => Promise<Buffer>;
}

interface GroupOptions {
  readonly request: GroupRequest;
  readonly turns: Turns;
  /** How many groups the address has opened that has opened this one. */
  readonly countSiblings: () => number;
  /** The group's part of the log after a position. */
  readonly readPage: (after: number) => Promise<LogPage>;
  /** What an item was in earlier events. */
  readonly readEarlier: (event: LogEvent) => Promise<EventFacts[]>;
  readonly clock: () => Date;
  readonly onError: (error: unknown) => void;
  /** Called when the last follower leaves. */
  readonly forget: () => void;
  /** Where the log's tail stands when the group begins. */
  readonly position: number;
}

/**
 * Those who asked the same operation alike: same text, variables and role. Each event is executed and serialised once for
 * all. A group has a place in the log of its own: one that is slow holds up no other.
 */
export class Group implements Party {
  readonly request: GroupRequest;
  /** Those who have as much as the group, and are given each event as it comes. */
  readonly members = new Set<Member>();
  /** How many follow, those included who are still told what they missed. */
  followers = 0;
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

  /** All up to here went to the members: who has as much may join them, and misses nothing. */
  get delivered(): number {
    return this.#delivered;
  }

  /** An address that opens many groups has less of each: it does not come before others by asking for more. */
  weight(followers = this.followers): number {
    return followers / Math.max(1, this.#options.countSiblings());
  }

  leave(member: Member): void {
    this.members.delete(member);
    this.followers -= 1;
    if (this.followers === 0) this.#options.forget();
  }

  /** Gives the members what they want of the log's next events, up to a position, in order: soon, and nobody waits for it. */
  offer(events: readonly LogEvent[], end: number): void {
    this.#backlog.offer(events, end);
    void this.#run();
  }

  /** Events up to a position were not read for it: it reads them by itself, or finds that they are gone. */
  fallBehind(end: number): void {
    this.#backlog.fallBehind(end);
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return;
    this.#isRunning = true;
    try {
      while (this.followers > 0 && this.#delivered < this.#backlog.end) {
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
      const payload = this.members.size > 0 ? await payloadAt(index) : undefined;
      if (payload) this.#send(payload);
      this.#delivered = event.position;
    }
  }

  /** Sends all members back to read by themselves; who comes now reads what the group has missed. */
  #abandon(): void {
    for (const member of this.members) member.fail();
    this.members.clear();
    this.#backlog.clear();
    this.#delivered = this.#backlog.end;
  }

  #send(payload: Payload): void {
    for (const member of this.members) {
      if (member.position >= payload.position) continue;
      member.position = payload.position;
      member.send(payload);
    }
  }

  /** By what it is, or by what it was since it became public: who got an item hears that it was corrected or taken back. */
  async #isWanted(event: LogEvent): Promise<boolean> {
    const { subject, wants } = this.request.selector;
    if (event.subject !== subject) return false;
    if (wants(event.facts, event)) return true;
    if (event.change === 'PUBLISHED') return false;
    return (await this.#options.readEarlier(event)).some((facts) => wants(facts, event));
  }

  /** What the operation is for an event; nothing, where it is not wanted. */
  async make(event: LogEvent, party: Party = this): Promise<Payload | undefined> {
    return (await this.#isWanted(event)) ? this.payloadOf(toLiveEvent(event), party) : undefined;
  }

  /** Made when it is the party's turn. */
  payloadOf(event: LiveEvent, party: Party = this): Promise<Payload> {
    return this.#payloads.get(event, party);
  }
}
