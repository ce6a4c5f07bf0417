import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Logger } from 'pino';
import { type CatchUp, createCatchUp } from './catch-up.js';
import { type Follower, Following } from './following.js';
import { Group, type GroupRequest } from './group.js';
import { findHead } from './head.js';
import { type LogEvent, readEarlierFacts, readLog } from './read-log.js';
import { shareRuns } from './share.js';
import { gapUpTo } from './source.js';
import { startTail } from './tail.js';

/** Events of one reading for somebody who comes back. */
const REPLAY_BATCH = 100;

/** Gives every subscriber the events of the log that it wants: each once, in order, from wherever it was cut off. */
export interface Hub {
  /** What those follow who asked the same. */
  readonly find: (key: string) => GroupRequest | undefined;
  /** Tells a follower what it missed after a position (from now on: null), then all that comes. */
  readonly follow: (request: GroupRequest, after: number | null, follower: Follower) => Following;
  readonly wake: () => void;
  readonly close: () => Promise<void>;
}

interface HubOptions {
  readonly pool: pg.Pool;
  readonly logger: Logger;
  readonly clock: () => Date;
}

export function startHub({ clock, logger, pool }: HubOptions): Hub {
  const db = drizzle(pool);
  const groups = new Map<string, Group>();
  const head = shareRuns(() => findHead(db));
  const catchUps = new WeakMap<Group, CatchUp>();
  const warnOfMissed = (err: unknown) => logger.error({ err }, 'subscribers could not be told what they missed');
  const earlier = new WeakMap<LogEvent, Promise<Awaited<ReturnType<typeof readEarlierFacts>>>>();
  const readEarlier = (event: LogEvent) => {
    const known = earlier.get(event) ?? readEarlierFacts(db, event);
    earlier.set(event, known);
    return known;
  };
  /** Those whose group fails come back and read by themselves what they missed. */
  const forAll = (give: (group: Group) => Promise<void>) =>
    Promise.all(
      [...groups.values()].map((group) =>
        give(group).catch((err: unknown) => {
          logger.error({ err }, 'an event could not be given to its subscribers: they are sent back to read it again');
          group.abandon(tail.position());
        }),
      ),
    );
  const tail = startTail({
    db,
    logger,
    onEvents: async (events) => void (await forAll((group) => group.take(events))),
    onGap: async (position) => void (await forAll((group) => group.tellGap(gapUpTo(position, clock())))),
  });

  /** Where somebody begins. Who stands beyond the log's end has a cursor of another one: what it missed can't be known. */
  async function findStart(group: Group, after: number | null, follower: Follower): Promise<number> {
    if (after !== null && after <= tail.position()) return after;
    const end = await head();
    if (after === null || after <= end) return after ?? end;
    follower.send(await group.payloadOf(gapUpTo(end, clock())));
    return end;
  }

  /** A group that nobody follows is forgotten: it would not know what came meanwhile. */
  function openGroup(request: GroupRequest): Group {
    const known = groups.get(request.key);
    if (known) return known;
    const forget = () => void groups.delete(request.key);
    const group = new Group({ request, readEarlier, forget, position: tail.position() });
    groups.set(request.key, group);
    const readPage = (after: number) => readLog(db, after, REPLAY_BATCH, request.selector.subject);
    catchUps.set(group, createCatchUp({ group, readPage, batch: REPLAY_BATCH, clock, onError: warnOfMissed }));
    return group;
  }

  return {
    find: (key) => groups.get(key)?.request,
    follow: (request, after, follower) => {
      const following = new Following(follower);
      const begin = async () => {
        // Not before it is known where the log stands: a group begins there.
        await tail.ready;
        if (following.isGone) return;
        const group = openGroup(request);
        following.join(group);
        follower.position = await findStart(group, after, follower);
        follower.begin?.(follower.position);
        catchUps.get(group)?.add(following);
      };
      begin().catch((err: unknown) => {
        warnOfMissed(err);
        follower.fail();
      });
      return following;
    },
    wake: tail.wake,
    close: tail.close,
  };
}
