import { sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { retryOnCollision } from '../db/collision.js';
import { workOnEach } from '../db/each-row.js';
import type { FaultLog } from '../db/outage-log.js';
import { statement } from '../db/statement.js';
import type { ContentType } from '../item/kind-names.js';
import { createShares } from './shares.js';
import { contentViews } from './table.js';

const HOUR_MS = 3_600_000;
/** If a client views an item again within this time, the second view is not counted. */
const SAME_VIEW_MS = 60_000;

/** If the views of an item could not be written, its views are not counted for this time. */
const SET_ASIDE_MS = 600_000;

export interface ViewCounterOptions {
  readonly db: Database;
  readonly logger: Pick<FaultLog, 'warn'>;
  readonly clock: () => Date;
  /** How long views are collected before they are written. */
  readonly flushMs?: number;
  /** The most views that are remembered for a minute, to recognise repeated views. */
  readonly maxViews?: number;
  /** The most remembered views of one client. */
  readonly maxViewsOfClient?: number;
  /** The most items whose views wait to be written. */
  readonly maxItems?: number;
}

interface View {
  /** The address of the client: see `Caller`. */
  readonly client: string;
  readonly type: ContentType;
  readonly contentId: number;
}

export type ViewCounter = ReturnType<typeof createViewCounter>;

/** The views of one item in one hour, until they are written. `client` holds the place in `createShares`. */
interface Tallied extends View {
  /** The start of the hour. */
  readonly hour: Date;
  readonly views: number;
}

/**
 * Counts views in memory, and writes many views in one statement. Ids are checked only when views are written, so
 * invented ids take up memory too. Therefore the number of items in memory is limited, and `createShares` divides the
 * places among clients. If the process is killed, the views since the last write are lost.
 */
export function createViewCounter(options: ViewCounterOptions) {
  const { clock, db, flushMs = 2000, logger, maxItems = 20_000, maxViews = 200_000, maxViewsOfClient = 2000 } = options;
  const recent = createRecentViews(maxViews, maxViewsOfClient);
  const tally = createTally(maxItems);
  /** The items whose views could not be written, each with the time at which its views are counted again. */
  const setAside = new Map<number, number>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  function add(views: Tallied): boolean {
    const isAdded = tally.add(views);
    if (isAdded) timer ??= setTimeout(() => void flush(), flushMs).unref();
    return isAdded;
  }

  async function write(): Promise<void> {
    const batch = tally.takeAll();
    if (batch.length === 0) return;
    const left = new Set(batch);
    const done = (part: readonly Tallied[]) => {
      for (const views of part) left.delete(views);
    };
    await workOnEach(
      batch,
      (part) => addViews(db, clock(), part).then(() => done(part)),
      (views, err) => {
        done([views]);
        setAside.set(views.contentId, clock().getTime() + SET_ASIDE_MS);
        logger.warn(
          { err, contentId: views.contentId, views: views.views },
          'the views of an item could not be written: they are lost, and its views are not counted for 10 minutes',
        );
      },
    ).catch((err: unknown) => {
      logger.warn({ err, items: left.size }, 'views could not be written: they are written with the next views');
      for (const views of left) add(views);
    });
  }

  /** Writes the views that were counted so far. Views that are counted during the write go into the next batch. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const own = running ? running.then(write) : write();
    running = own;
    await own;
    if (running === own) running = undefined;
  }

  return {
    /** Counts a view. Returns true if the view was accepted. */
    count: (view: View): boolean => {
      const now = clock().getTime();
      if (now < (setAside.get(view.contentId) ?? 0)) return false;
      setAside.delete(view.contentId);
      const hour = new Date(Math.floor(now / HOUR_MS) * HOUR_MS);
      return recent.take(view.client, view.contentId, now, () => add({ ...view, hour, views: 1 }));
    },
    flush,
    /** Writes the remaining views. If the write fails, these views are lost. */
    close: async (): Promise<void> => {
      await flush();
      clearTimeout(timer);
    },
  };
}

/** Makes a store of the views that wait to be written, by item and hour. The store has at most `maxItems` entries. */
function createTally(maxItems: number) {
  let counted = new Map<string, Tallied>();
  const shares = createShares(maxItems, (key) => void counted.delete(key));
  return {
    /** Adds views. Returns false if the views need a new entry and there is no room for it. */
    add: (views: Tallied): boolean => {
      const key = `${views.type} ${views.contentId} ${views.hour.getTime()}`;
      if (!shares.take(views.client, key)) return false;
      const known = counted.get(key);
      counted.set(key, known ? { ...views, views: known.views + views.views } : views);
      return true;
    },
    takeAll: (): Tallied[] => {
      const all = [...counted.values()];
      counted = new Map();
      shares.clear();
      return all;
    },
  };
}

/** Makes a memory of which client viewed which item in the last minute. */
function createRecentViews(maxViews: number, maxViewsOfClient: number) {
  const times = new Map<string, { readonly client: string; readonly at: number }>();
  const shares = createShares(maxViews, (key) => void times.delete(key));

  function forgetOld(now: number): void {
    for (const [key, { at }] of times) {
      // If a time is in the future, the system clock was set back. The view is then forgotten too.
      if (Math.abs(now - at) < SAME_VIEW_MS) return;
      times.delete(key);
      shares.release(key);
    }
  }

  return {
    /** Remembers and counts a view. Returns false if the view is repeated, has no room, or `count` returns false. */
    take: (client: string, contentId: number, now: number, count: () => boolean): boolean => {
      forgetOld(now);
      const key = `${client} ${contentId}`;
      if (times.has(key) || shares.numberOf(client) >= maxViewsOfClient || !shares.take(client, key)) return false;
      if (!count()) {
        shares.release(key);
        return false;
      }
      times.set(key, { client, at: now });
      return true;
    },
  };
}

/** Adds views in the order of the item ids, so that two gateways that write at the same time cannot deadlock. */
const insertViews = statement('add_views', (db) =>
  db
    .insert(contentViews)
    .select(
      sql`select content_items.id, counted.hour, counted.views
        from unnest(${sql.placeholder('ids')}::bigint[], ${sql.placeholder('types')}::content_type[],
          ${sql.placeholder('hours')}::timestamptz[], ${sql.placeholder('counts')}::int[]) as counted(id, type, hour, views)
        join content_items on content_items.id = counted.id and content_items.type = counted.type and ${isPublic}
        order by counted.id, counted.hour`,
    )
    .onConflictDoUpdate({
      target: [contentViews.contentId, contentViews.hour],
      set: { views: sql`content_views.views + excluded.views` },
    }),
);

/** Adds views in one statement. Views of items that do not exist or are not public at the time `now` are ignored. */
async function addViews(db: Database, now: Date, counted: readonly Tallied[]): Promise<void> {
  const values = {
    now,
    ids: counted.map(({ contentId }) => contentId),
    types: counted.map(({ type }) => type),
    hours: counted.map(({ hour }) => hour),
    counts: counted.map(({ views }) => views),
  };
  await retryOnCollision(() => insertViews(db, values));
}
