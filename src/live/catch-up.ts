import type { LogPage } from '../event-log/read.js';
import { gapUpTo } from '../event-log/source.js';
import { makeAhead } from './ahead.js';
import type { Group } from './group.js';
import type { Payload } from './payloads.js';
import type { Subscriber, Subscription } from './subscriber.js';
import type { Party, Turns } from './turns.js';

interface Entry {
  readonly subscription: Subscription;
  readonly subscriber: Subscriber;
  /** True while the transport has no room for another event, because the client has not read the earlier ones. */
  isWaiting: boolean;
}

interface CatchUpOptions {
  readonly group: Group;
  readonly readPage: (after: number) => Promise<LogPage>;
  readonly turns: Turns;
  readonly clock: () => Date;
  readonly onError: (error: unknown) => void;
}

/** Sends subscribers of a group the events that they missed. The catch-up has its own turns (see `createTurns`). */
export interface CatchUp extends Party {
  readonly add: (subscription: Subscription) => void;
}

/** A near subscriber is fewer positions than this behind its group. It must not wait long for the other subscribers. */
const NEAR = 200;

/**
 * Makes the catch-up of a group. It reads the log from the lowest position of a subscriber. It sends each event to all
 * subscribers that lack the event. So each event is executed once for all, and reconnects do not delay new events.
 */
export function createCatchUp({ clock, group, onError, readPage, turns }: CatchUpOptions): CatchUp {
  const entries = new Set<Entry>();
  let isRunning = false;

  /** Returns the lowest position of a subscriber. On every second turn, only near subscribers count, if any. */
  function chooseStart(turn: number): number | undefined {
    const isNear = (position: number) => position > group.delivered - NEAR;
    const ready = listReady(0);
    const near = turn % 2 === 0 ? ready.filter(({ subscriber }) => isNear(subscriber.position)) : [];
    return findFurthest(near) ?? findFurthest(ready);
  }

  /** Lists the subscribers that have all events up to a position, and have room for more. */
  const listReady = (place: number) =>
    [...entries].filter(
      ({ subscriber, subscription, isWaiting }) => !isWaiting && !subscription.isGone && subscriber.position >= place,
    );

  function send(entry: Entry, payload: Payload): void {
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

  /** Sets the position to `next` for ready subscribers at `place` or later but before `next`. Sends the payload. */
  function moveOn(place: number, next: number, payload?: Payload): void {
    for (const entry of listReady(place)) {
      if (entry.subscriber.position >= next) continue;
      entry.subscriber.position = next;
      if (payload) send(entry, payload);
    }
  }

  async function sendPage(start: number): Promise<void> {
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

  /** Moves subscribers that have all events to `group.upToDate`. This is synchronous, so that they miss no event. */
  function joinGroup(): void {
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
        joinGroup();
        const start = chooseStart(turn);
        if (start === undefined) return;
        await sendPage(start);
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
      entries.add({ subscription, subscriber: subscription.subscriber, isWaiting: false });
      joinGroup();
      void run();
    },
  };
  return catchUp;
}

function findFurthest(entries: readonly Entry[]): number | undefined {
  return entries.reduce<number | undefined>(
    (furthest, { subscriber: { position } }) => Math.min(furthest ?? position, position),
    undefined,
  );
}
