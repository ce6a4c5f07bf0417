import { drizzle } from 'drizzle-orm/node-postgres';
import type { Revocations } from '../access/revocations.js';
import type { DatabaseClient } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import { type CatchUp, createCatchUp } from './catch-up.js';
import { Counts } from './counts.js';
import { type Follower, Following } from './following.js';
import { Group, type GroupRequest } from './group.js';
import { findHead } from './head.js';
import { createOpenQuery, type OpenQuery } from './openings.js';
import { type LogEvent, readEarlierFacts, readLog } from './read-log.js';
import { shareRuns } from './share.js';
import { gapUpTo } from './source.js';
import { startTail } from './tail.js';
import { createTurns } from './turns.js';

/** Events of one reading for somebody who comes back, or for a group that has fallen behind. */
const REPLAY_BATCH = 50;

/** Gives every subscriber the events of the log that it wants: each once, in order, from wherever it was cut off. */
export interface Hub {
  /** Finds out what a subscription is about, or what those follow who asked the same. */
  readonly open: OpenQuery;
  /** Tells a follower what it missed after a position (from now on: null), then all that comes. */
  readonly follow: (request: GroupRequest, after: number | null, follower: Follower) => Following;
  readonly wake: () => void;
  readonly close: () => Promise<void>;
}

interface HubOptions {
  readonly database: Pick<DatabaseClient, 'patient' | 'reading'>;
  readonly logger: FaultLog;
  readonly clock: () => Date;
  /** Different subscriptions that one address may open; 0 is no limit. */
  readonly maxPerAddress: number;
  /** Hears of the log before subscribers do: who has to be closed is told no more of it. */
  readonly revocations: Pick<Revocations, 'miss' | 'take'>;
}

export function startHub({ clock, database, logger, maxPerAddress, revocations }: HubOptions): Hub {
  const { patient, reading } = database;
  const [db, patientDb] = [drizzle(reading.pool), drizzle(patient.pool)];
  const groups = new Map<string, Group>();
  const opened = new Counts();
  const turns = createTurns();
  const head = shareRuns(() => findHead(db));
  const catchUps = new WeakMap<Group, CatchUp>();
  const warnOfMissed = (err: unknown) => logger.error({ err }, 'subscribers could not be told what they missed');
  const warnOfSentBack = (err: unknown) =>
    logger.error({ err }, 'an event could not be given to its subscribers: they are sent back to read it again');
  const earlier = new WeakMap<LogEvent, Promise<Awaited<ReturnType<typeof readEarlierFacts>>>>();
  const readEarlier = (event: LogEvent) => {
    const known = earlier.get(event) ?? readEarlierFacts(patientDb, event);
    earlier.set(event, known);
    return known;
  };
  const tail = startTail({
    db,
    logger,
    onEvents: (events, end) => {
      revocations.take(events);
      for (const group of groups.values()) group.offer(events, end);
    },
    onGap: (end) => {
      revocations.miss();
      for (const group of groups.values()) group.fallBehind(end);
    },
  });

  /** Where somebody begins. Who stands beyond the log's end has a cursor of another one: what it missed can't be known. */
  async function findStart(group: Group, after: number | null, follower: Follower): Promise<number> {
    if (after !== null && after <= tail.position()) return after;
    const end = await head();
    if (after === null || after <= end) return after ?? end;
    follower.send(await group.payloadOf(gapUpTo(end, clock()), catchUps.get(group)));
    return end;
  }

  /** A group that nobody follows is forgotten: it would not know what came meanwhile. */
  function openGroup(request: GroupRequest): Group {
    const { address, key, selector } = request;
    const known = groups.get(key);
    if (known) return known;
    const readPage = (after: number) => readLog(patientDb, after, REPLAY_BATCH, selector.subject);
    const group = new Group({
      request,
      turns,
      countSiblings: () => opened.of(address),
      readPage,
      readEarlier,
      clock,
      onError: warnOfSentBack,
      forget: () => forget(group),
      position: tail.position(),
    });
    groups.set(key, group);
    opened.add(address);
    catchUps.set(group, createCatchUp({ group, readPage, turns, clock, onError: warnOfMissed }));
    return group;
  }

  function forget(group: Group): void {
    const { address, key } = group.request;
    groups.delete(key);
    opened.subtract(address);
    turns.drop(group);
    const catchUp = catchUps.get(group);
    if (catchUp) turns.drop(catchUp);
  }

  return {
    open: createOpenQuery({ find: (key) => groups.get(key)?.request, opened, maxPerAddress, turns }),
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
    close: async () => {
      await tail.close();
      await turns.close();
    },
  };
}
