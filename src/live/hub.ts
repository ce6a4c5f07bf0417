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
import { createOpenQuery } from './openings.js';
import { type Subscriber, Subscription } from './subscriber.js';
import { createTurns } from './turns.js';

/** Events of a backlog that are read at once. */
const REPLAY_BATCH = 50;

interface HubOptions {
  readonly database: Pick<DatabaseClient, 'patient' | 'reading'>;
  readonly logger: FaultLog;
  readonly clock: () => Date;
  /** The most different subscriptions that one address may open; 0 is no limit. */
  readonly maxPerAddress: number;
  /** Gets events before the subscribers do, so that those it closes get no more events. */
  readonly revocations: Pick<Revocations, 'miss' | 'take'>;
}

export type Hub = ReturnType<typeof startHub>;

/** Sends every subscriber the events that it selects: each once and in order, from the position where it was cut off. */
export function startHub({ clock, database, logger, maxPerAddress, revocations }: HubOptions) {
  const { patient, reading } = database;
  const [db, patientDb] = [drizzle(reading.pool), drizzle(patient.pool)];
  const groups = new Map<string, Group>();
  const opened = new Counts();
  const turns = createTurns();
  const head = shareRuns(() => findHead(db));
  const catchUps = new WeakMap<Group, CatchUp>();
  const warnOfMissed = (err: unknown) =>
    logger.error({ err }, 'a backlog could not be sent: its subscribers are ended, to reconnect');
  const warnOfSentBack = (err: unknown) =>
    logger.error({ err }, 'an event could not be made: its subscribers are ended, to reconnect');
  const earlier = new WeakMap<LogEvent, ReturnType<typeof readEarlierFacts>>();
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

  /** The position where a subscriber begins. A cursor beyond the log's end is from another log, so the subscriber gets a gap. */
  async function findStart(group: Group, after: number | null, subscriber: Subscriber): Promise<number> {
    if (after !== null && after <= tail.position()) return after;
    const end = await head();
    if (after === null || after <= end) return after ?? end;
    subscriber.send(await group.payloadOf(gapUpTo(end, clock()), catchUps.get(group)));
    return end;
  }

  /** Finds or makes the group of a request. Groups without subscribers were removed. */
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
    const { address, key } = group.options.request;
    groups.delete(key);
    opened.subtract(address);
    turns.drop(group);
    const catchUp = catchUps.get(group);
    if (catchUp) turns.drop(catchUp);
  }

  return {
    /** Finds the request of a subscription's group. The first of equal subscriptions makes it. */
    open: createOpenQuery({ find: (key) => groups.get(key)?.options.request, opened, maxPerAddress, turns }),
    /** Sends a subscriber its backlog after a position, then each new event. Null means no backlog. */
    follow: (request: GroupRequest, after: number | null, subscriber: Subscriber): Subscription => {
      const subscription = new Subscription(subscriber);
      const begin = async () => {
        // A group begins at the log's end, which the tail has to find first.
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
    close: async (): Promise<void> => {
      await tail.close();
      await turns.close();
    },
  };
}

/**
 * Shares the runs of a function between its callers. A call during a run waits for the next run, so that the result is never
 * older than the call.
 */
function shareRuns<Result>(run: () => Promise<Result>): () => Promise<Result> {
  let current: Promise<Result> | undefined;
  let next: Promise<Result> | undefined;
  function start(): Promise<Result> {
    next = undefined;
    const running = run().finally(() => {
      if (current === running) current = undefined;
    });
    current = running;
    return running;
  }
  return () => {
    if (!current) return start();
    next ??= current.then(start, start);
    return next;
  };
}
