import { makeAhead } from './ahead.js';
import type { LogEvent } from './read-log.js';
import { type LiveEvent, type Selector, toLiveEvent } from './source.js';
import type { EventFacts } from './table.js';

/** An event as the answer to an operation, made once for all who asked the same. */
export interface Payload {
  readonly position: number;
  /** The GraphQL response as JSON. */
  readonly json: Buffer;
}

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
  readonly selector: Selector;
  /** Runs the operation for an event; the response as JSON. */
  readonly execute: (event: LiveEvent) => Promise<Buffer>;
}

interface GroupOptions {
  readonly request: GroupRequest;
  /** What an item was in earlier events. */
  readonly readEarlier: (event: LogEvent) => Promise<EventFacts[]>;
  /** Called when the last follower leaves. */
  readonly forget: () => void;
  /** Where the log's tail stands when the group begins. */
  readonly position: number;
}

/** For so long, or until something happens, those who come back get the same payload of an event: what it shows may be hidden by then. */
const REMEMBERED_MS = 250;

/** Those who asked the same operation alike: same text, variables and role. Each event is executed and serialised once for all. */
export class Group {
  readonly request: GroupRequest;
  /** Those who have as much as the group, and are given each event as it comes. */
  readonly members = new Set<Member>();
  /** How many follow, those included who are still told what they missed. */
  followers = 0;
  readonly #readEarlier: GroupOptions['readEarlier'];
  readonly #forgetGroup: () => void;
  readonly #payloads = new Map<string, { readonly payload: Promise<Payload>; readonly until: number }>();
  #delivered: number;

  constructor({ forget, position, readEarlier, request }: GroupOptions) {
    this.request = request;
    this.#readEarlier = readEarlier;
    this.#forgetGroup = forget;
    this.#delivered = position;
  }

  /** All up to here went to the members: who has as much may join them, and misses nothing. */
  get delivered(): number {
    return this.#delivered;
  }

  leave(member: Member): void {
    this.members.delete(member);
    this.followers -= 1;
    if (this.followers === 0) this.#forgetGroup();
  }

  /** Gives the members what they want of the log's next events, in order. */
  async take(events: readonly LogEvent[]): Promise<void> {
    this.#payloads.clear();
    const payloadAt = makeAhead(events, (event) => this.make(event));
    for (const [index, event] of events.entries()) {
      const payload = this.members.size > 0 ? await payloadAt(index) : undefined;
      if (payload) this.#send(payload);
      this.#delivered = event.position;
    }
  }

  /** Tells the members that events up to a position are gone, which nobody has read in time. */
  async tellGap(gap: LiveEvent): Promise<void> {
    this.#send(await this.payloadOf(gap));
    this.#delivered = gap.position;
  }

  /** Sends all members back to read by themselves; who comes now reads what is up to a position, which the group has missed. */
  abandon(position: number): void {
    for (const member of this.members) member.fail();
    this.members.clear();
    this.#delivered = position;
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
    return (await this.#readEarlier(event)).some((facts) => wants(facts, event));
  }

  /** What the operation is for an event; nothing, where it is not wanted. */
  async make(event: LogEvent): Promise<Payload | undefined> {
    return (await this.#isWanted(event)) ? this.payloadOf(toLiveEvent(event)) : undefined;
  }

  payloadOf(event: LiveEvent): Promise<Payload> {
    const { change, position } = event;
    const key = `${change} ${position}`;
    const now = performance.now();
    const known = this.#payloads.get(key);
    if (known && known.until > now) return known.payload;
    const payload = this.request.execute(event).then((json) => ({ json, position }));
    this.#payloads.set(key, { payload, until: now + REMEMBERED_MS });
    payload.catch(() => this.#payloads.delete(key));
    this.#forget(now);
    return payload;
  }

  /** The oldest come first. */
  #forget(now: number): void {
    for (const [key, { until }] of this.#payloads) {
      if (until > now) return;
      this.#payloads.delete(key);
    }
  }
}
