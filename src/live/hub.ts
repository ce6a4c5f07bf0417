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

/** The most events of a backlog that one statement reads. */
const REPLAY_BATCH = 50;

interface HubOptions {
  readonly database: Pick<DatabaseClient, 'patient' | 'reading'>;
  readonly logger: FaultLog;
  readonly clock: () => Date;
  /** The limit for how many different subscriptions one client address may open; 0 means no limit. */
  readonly maxPerAddress: number;
  /** Closes the connections of revoked tokens and preview links, before the subscribers get the same events. */
  readonly revocations: Pick<Revocations, 'miss' | 'take'>;
}

export type Hub = ReturnType<typeof startHub>;

/** Starts the hub. It sends each subscriber the events once and in order, also after the subscriber reconnects. */
export function startHub({ clock, database, logger, maxPerAddress, revocations }: HubOptions) {
  const { patient, reading } = database;
  const [db, patientDb] = [drizzle(reading.pool), drizzle(patient.pool)];
  const groups = new Map<string, Group>();
  const opened = new Counts();
  const turns = createTurns();
  const head = shareRuns(() => findHead(db));
  const catchUps = new WeakMap<Group, CatchUp>();
  const logBacklogError = (err: unknown) =>
    logger.error({ err }, 'a backlog could not be sent: its subscribers are disconnected, and will reconnect');
  const logEventError = (err: unknown) =>
    logger.error({ err }, 'an event could not be made: its subscribers are disconnected, and will reconnect');
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

  /** Returns where a subscriber begins. A cursor beyond the end of the log is from another log, and leads to a gap. */
  async function findStart(group: Group, after: number | null, subscriber: Subscriber): Promise<number> {
    if (after !== null && after <= tail.position()) return after;
    const end = await head();
    if (after === null || after <= end) return after ?? end;
    subscriber.send(await group.payloadOf(gapUpTo(end, clock()), catchUps.get(group)));
    return end;
  }

  /** Returns the group of a request. Makes the group if it does not exist: a group without subscribers is removed. */
  function openGroup(request: GroupRequest): Group {
    const { address, key, selector } = request;
    const known = groups.get(key);
    if (known) return known;
    const readPage = (after: number) => readLog(patientDb, after, REPLAY_BATCH, selector.subjects);
    const group = new Group({
      request,
      turns,
      countSiblings: () => opened.of(address),
      readPage,
      readEarlier,
      clock,
      onError: logEventError,
      forget: () => forget(group),
      position: tail.position(),
    });
    groups.set(key, group);
    opened.add(address);
    catchUps.set(group, createCatchUp({ group, readPage, turns, clock, onError: logBacklogError }));
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
    /** Returns the request of the group for a subscription. The first of several equal subscriptions makes the request. */
    open: createOpenQuery({ find: (key) => groups.get(key)?.options.request, opened, maxPerAddress, turns }),
    /** Sends a subscriber the events after a position, then each new event. A null position means only new events. */
    follow: (request: GroupRequest, after: number | null, subscriber: Subscriber): Subscription => {
      const subscription = new Subscription(subscriber);
      const begin = async () => {
        // A group begins at the end of the log. The tail has to find that end first.
        await tail.ready;
        if (subscription.isGone) return;
        const group = openGroup(request);
        subscription.join(group);
        subscriber.position = await findStart(group, after, subscriber);
        subscriber.begin?.(subscriber.position);
        catchUps.get(group)?.add(subscription);
      };
      begin().catch((err: unknown) => {
        logBacklogError(err);
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

/** Lets callers share a run. A call during a run waits for the next run, whose result is newer than the call. */
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
