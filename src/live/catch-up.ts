import { makeAhead } from './ahead.js';
import type { Follower, Following } from './following.js';
import type { Group } from './group.js';
import type { Payload } from './payloads.js';
import type { LogPage } from './read-log.js';
import { gapUpTo } from './source.js';
import type { Party, Turns } from './turns.js';

interface Rider {
  readonly following: Following;
  readonly follower: Follower;
  /** Until there is room for more. */
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

/** Tells those of a group what they missed, and makes them its members once they have as much as it. It has turns of its own. */
export interface CatchUp extends Party {
  readonly add: (following: Following) => void;
}

/** Who missed no more than about so many events does not wait for those who missed all of a month. */
const NEAR = 200;

/**
 * All who come back to a group ride together: the last is told what it missed, and each other gets on where it stands. So an
 * event is made once for all of them, and a thousand who come back at once don't take the database from what is live.
 */
export function createCatchUp({ clock, group, onError, readPage, turns }: CatchUpOptions): CatchUp {
  const riders = new Set<Rider>();
  let isRunning = false;

  /** The last of all; every other time, the last of those who are near the end. */
  function chooseStart(turn: number): number | undefined {
    const isNear = (position: number) => position > group.delivered - NEAR;
    const places = listReady(0);
    const near = turn % 2 === 0 ? places.filter(({ follower }) => isNear(follower.position)) : [];
    return findLast(near) ?? findLast(places);
  }

  /** Those who have all up to a place, and room for more. */
  const listReady = (place: number) =>
    [...riders].filter(
      ({ follower, following, isWaiting }) => !isWaiting && !following.isGone && follower.position >= place,
    );

  function tell(rider: Rider, payload: Payload): void {
    rider.follower.send(payload);
    rider.isWaiting = true;
    rider.follower.ready().then(
      (hasRoom) => {
        rider.isWaiting = false;
        if (!hasRoom) riders.delete(rider);
        void run();
      },
      (error: unknown) => {
        onError(error);
        riders.delete(rider);
        rider.follower.fail();
      },
    );
  }

  /** Takes all who have what is up to a place on to the next; what there is to tell goes to those who stand before it. */
  function moveOn(place: number, next: number, payload?: Payload): void {
    for (const rider of listReady(place)) {
      if (rider.follower.position >= next) continue;
      rider.follower.position = next;
      if (payload) tell(rider, payload);
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

  /** In the very turn in which one has as much as the group: nothing is missed between. */
  function letJoin(): void {
    for (const rider of riders) {
      const hasAll = rider.follower.position >= group.delivered;
      if (hasAll || rider.following.isGone) riders.delete(rider);
      if (hasAll && !rider.following.isGone) group.members.add(rider.follower);
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
      for (const { follower } of riders) follower.fail();
      riders.clear();
    } finally {
      isRunning = false;
    }
  }

  const catchUp: CatchUp = {
    weight: () => group.weight(riders.size),
    add: (following) => {
      const { follower } = following;
      if (following.isGone) return;
      const hasAll = follower.position >= group.delivered;
      if (hasAll) group.members.add(follower);
      else riders.add({ following, follower, isWaiting: false });
      void run();
    },
  };
  return catchUp;
}

function findLast(riders: readonly Rider[]): number | undefined {
  return riders.reduce<number | undefined>(
    (last, { follower: { position } }) => (last === undefined || position < last ? position : last),
    undefined,
  );
}
