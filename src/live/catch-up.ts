import type { LogPage } from '../event-log/read.js';
import { gapUpTo } from '../event-log/source.js';
import { makeAhead } from './ahead.js';
import type { Group } from './group.js';
import type { Payload } from './payloads.js';
import type { Subscriber, Subscription } from './subscriber.js';
import type { Party, Turns } from './turns.js';

/** A subscriber that catches up. */
interface Entry {
  readonly subscription: Subscription;
  readonly subscriber: Subscriber;
  /** While its client has to read what it was sent. */
  isWaiting: boolean;
}

interface CatchUpOptions {
  readonly group: Group;
  /** The group's part of the log after a position. */
  readonly readPage: (after: number) => Promise<LogPage>;
  readonly turns: Turns;
  readonly clock: () => Date;
  readonly onError: (error: unknown) => void;
}

/** Sends subscribers of a group their backlog, until they have as much as the group. It has turns of its own. */
export interface CatchUp extends Party {
  readonly add: (subscription: Subscription) => void;
}

/** Subscribers with a backlog of about so many events do not wait for those that missed a month. */
const NEAR = 200;

/**
 * Goes through a group's backlog from where the last subscriber stands, and sends each event to all that stand before it. So
 * an event is made once for all of them, and a thousand that come back at once leave the database to what is live.
 */
export function createCatchUp({ clock, group, onError, readPage, turns }: CatchUpOptions): CatchUp {
  const entries = new Set<Entry>();
  let isRunning = false;

  /** Where the last of all stands; every other time, the last of those that are near the end. */
  function chooseStart(turn: number): number | undefined {
    const isNear = (position: number) => position > group.delivered - NEAR;
    const places = listReady(0);
    const near = turn % 2 === 0 ? places.filter(({ subscriber }) => isNear(subscriber.position)) : [];
    return findLast(near) ?? findLast(places);
  }

  /** Those that have all events up to a place, and room for more. */
  const listReady = (place: number) =>
    [...entries].filter(
      ({ subscriber, subscription, isWaiting }) => !isWaiting && !subscription.isGone && subscriber.position >= place,
    );

  function tell(entry: Entry, payload: Payload): void {
    entry.subscriber.send(payload);
    entry.isWaiting = true;
    entry.subscriber.ready().then(
      (hasRoom) => {
        entry.isWaiting = false;
        if (!hasRoom) entries.delete(entry);
        void run();
      },
      (error: unknown) => {
        onError(error);
        entries.delete(entry);
        entry.subscriber.fail();
      },
    );
  }

  /** Moves those that stand at a place on to the next, and sends them the event there. */
  function moveOn(place: number, next: number, payload?: Payload): void {
    for (const entry of listReady(place)) {
      if (entry.subscriber.position >= next) continue;
      entry.subscriber.position = next;
      if (payload) tell(entry, payload);
    }
  }

  async function tellPage(start: number): Promise<void> {
    const { events, head, isEnd, prunedTo } = await turns.take(catchUp, () => readPage(start));
    let place = start;
    if (place < prunedTo) {
      moveOn(place, prunedTo, await group.payloadOf(gapUpTo(prunedTo, clock()), catchUp));
      place = prunedTo;
    }
    const payloadAt = makeAhead(events, (event) => group.make(event, catchUp));
    for (const [index, event] of events.entries()) {
      if (listReady(place).length === 0) return;
      moveOn(place, event.position, await payloadAt(index));
      place = event.position;
    }
    if (isEnd) moveOn(place, head);
  }

  /** Lets those join the group that have as much as it. It is in the same turn of the event loop, so nothing is missed between. */
  function letJoin(): void {
    for (const entry of entries) {
      const hasAll = entry.subscriber.position >= group.delivered;
      if (hasAll || entry.subscription.isGone) entries.delete(entry);
      if (hasAll && !entry.subscription.isGone) group.upToDate.add(entry.subscriber);
    }
  }

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    try {
      for (let turn = 0; ; turn += 1) {
        letJoin();
        const start = chooseStart(turn);
        if (start === undefined) return;
        await tellPage(start);
      }
    } catch (error) {
      onError(error);
      for (const { subscriber } of entries) subscriber.fail();
      entries.clear();
    } finally {
      isRunning = false;
    }
  }

  const catchUp: CatchUp = {
    weight: () => group.weight(entries.size),
    add: (subscription) => {
      const { subscriber } = subscription;
      if (subscription.isGone) return;
      const hasAll = subscriber.position >= group.delivered;
      if (hasAll) group.upToDate.add(subscriber);
      else entries.add({ subscription, subscriber, isWaiting: false });
      void run();
    },
  };
  return catchUp;
}

function findLast(entries: readonly Entry[]): number | undefined {
  return entries.reduce<number | undefined>(
    (last, { subscriber: { position } }) => (last === undefined || position < last ? position : last),
    undefined,
  );
}
