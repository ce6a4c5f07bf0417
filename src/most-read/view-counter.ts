import type { Database } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import type { ContentType } from '../item/content-kinds.js';
import { createShares } from './shares.js';
import { addViews, type CountedViews } from './write.js';

const HOUR_MS = 3_600_000;
/** In which a client's second view of an item is the same view. */
const SAME_VIEW_MS = 60_000;

export interface ViewCounterOptions {
  readonly db: Database;
  readonly logger: Pick<FaultLog, 'warn'>;
  readonly clock: () => Date;
  /** How long counts wait for each other. */
  readonly flushMs?: number;
  /** What is remembered at the most: views of the last minute, of all clients and of one; items to be written. */
  readonly maxViews?: number;
  readonly maxViewsOfClient?: number;
  readonly maxItems?: number;
}

interface View {
  /** The client's address: see `Caller`. */
  readonly client: string;
  readonly type: ContentType;
  readonly contentId: number;
}

export type ViewCounter = ReturnType<typeof createViewCounter>;

/** Views of an item, and the client that has its place among those to be written. */
interface Tallied extends CountedViews {
  readonly client: string;
}

/**
 * Counts views in memory and writes them in batches of one statement. Which ids are public items' is found out then, as a
 * view makes no statement: until then anybody's random ids take places. What it keeps is bounded, and shared out fairly among
 * clients, so that they take them from each other. What a process has counted is lost if it is killed before the flush.
 */
export function createViewCounter(options: ViewCounterOptions) {
  const { clock, db, flushMs = 2000, logger, maxItems = 20_000 } = options;
  const recent = createRecentViews(options.maxViews ?? 200_000, options.maxViewsOfClient ?? 2000);
  const tally = createTally(maxItems);
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
    await addViews(db, clock(), batch).catch((err: unknown) => {
      logger.warn({ err, items: batch.length }, 'views are not written: they will be, with the next ones');
      for (const views of batch) add(views);
    });
  }

  /** Writes what was counted: what is counted meanwhile is for the next time. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const own = running ? running.then(write) : write();
    running = own;
    await own;
    if (running === own) running = undefined;
  }

  return {
    /** Whether the view was taken for counting. */
    count: ({ client, contentId, type }: View): boolean => {
      const now = clock().getTime();
      const hour = new Date(Math.floor(now / HOUR_MS) * HOUR_MS);
      return recent.take(client, contentId, now, () => add({ client, type, contentId, hour, views: 1 }));
    },
    flush,
    /** Writes what is left, once. */
    close: async (): Promise<void> => {
      await flush();
      clearTimeout(timer);
    },
  };
}

/** Views by item and hour, of so many at the most. */
function createTally(maxItems: number) {
  let counted = new Map<string, Tallied>();
  const shares = createShares(maxItems, (key) => void counted.delete(key));
  return {
    /** False where there is no room: an item that has a place already always has. */
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

/** Who has viewed what in the last minute: in the order of their times, so that the old ones are the first. */
function createRecentViews(maxViews: number, maxViewsOfClient: number) {
  const times = new Map<string, { readonly client: string; readonly at: number }>();
  const shares = createShares(maxViews, (key) => void times.delete(key));

  function forgetOld(now: number): void {
    for (const [key, { at }] of times) {
      // A clock that was put back makes what is to come of what was.
      if (Math.abs(now - at) < SAME_VIEW_MS) return;
      times.delete(key);
      shares.release(key);
    }
  }

  return {
    /** Remembers a view that is new and for which `isTaken` finds room. */
    take: (client: string, contentId: number, now: number, isTaken: () => boolean): boolean => {
      forgetOld(now);
      const key = `${client} ${contentId}`;
      if (times.has(key) || shares.numberOf(client) >= maxViewsOfClient || !shares.take(client, key)) return false;
      if (!isTaken()) {
        shares.release(key);
        return false;
      }
      times.set(key, { client, at: now });
      return true;
    },
  };
}
