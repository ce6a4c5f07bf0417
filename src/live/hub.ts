import { drizzle } from 'drizzle-orm/node-postgres';
import type { Revocations } from '../access/revocations.js';
import type { DatabaseClient } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import { findHead, type LogEvent, readEarlierFacts, readLog } from '../event-log/read.js';
import { gapUpTo } from '../event-log/source.js';
import { startTail } from '../event-log/tail.js';
import { type CatchUp, createCatchUp } from './catch-up.js';
import { Counts } from './counts.js';
import { Group, type GroupRequest } from './group.js';
import { createOpenQuery, type OpenQuery } from './openings.js';
import { shareRuns } from './share.js';
import { type Subscriber, Subscription } from './subscriber.js';
import { createTurns } from './turns.js';

/** Events that are read at once for a group's backlog. */
const REPLAY_BATCH = 50;

/** Sends every subscriber the events of the log that it wants: each once and in order, from where it was cut off. */
export interface Hub {
  /** Finds the group of a subscription. Where it is the first of its kind, finds out which events it is for. */
  readonly open: OpenQuery;
  /** Sends a subscriber what it missed after a position (null: from now on), then each event as it comes. */
  readonly follow: (request: GroupRequest, after: number | null, subscriber: Subscriber) => Subscription;
  readonly wake: () => void;
  readonly close: () => Promise<void>;
}

interface HubOptions {
  readonly database: Pick<DatabaseClient, 'patient' | 'reading'>;
  readonly logger: FaultLog;
  readonly clock: () => Date;
  /** The most different subscriptions that one address may open; 0 is no limit. */
  readonly maxPerAddress: number;
  /** Told of the log before subscribers are: those that it closes get no more events. */
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

  /** Where a subscriber begins. A cursor beyond the log's end is of another log: what was missed since can't be known. */
  async function findStart(group: Group, after: number | null, subscriber: Subscriber): Promise<number> {
    if (after !== null && after <= tail.position()) return after;
    const end = await head();
    if (after === null || after <= end) return after ?? end;
    subscriber.send(await group.payloadOf(gapUpTo(end, clock()), catchUps.get(group)));
    return end;
  }

  /** The group of a request. Groups without subscribers are removed, so it may be a new one. */
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
    follow: (request, after, subscriber) => {
      const subscription = new Subscription(subscriber);
      const begin = async () => {
        // A group begins where the log ends, which the tail has to find first.
        await tail.ready;
        if (subscription.isGone) return;
        const group = openGroup(request);
        subscription.join(group);
        subscriber.position = await findStart(group, after, subscriber);
        subscriber.begin?.(subscriber.position);
        catchUps.get(group)?.add(subscription);
      };
      begin().catch((err: unknown) => {
        warnOfMissed(err);
        subscriber.fail();
      });
      return subscription;
    },
    wake: tail.wake,
    close: async () => {
      await tail.close();
      await turns.close();
    },
  };
}
