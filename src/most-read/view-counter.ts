import type { Database } from '../db/client.js';
import type { FaultLog } from '../db/outage-log.js';
import type { ContentType } from '../item/kind-names.js';
import { createShares } from './shares.js';
import { addViews, type CountedViews } from './write.js';

const HOUR_MS = 3_600_000;
/** A second view of an item by a client within this time is the same view. */
const SAME_VIEW_MS = 60_000;

export interface ViewCounterOptions {
  readonly db: Database;
  readonly logger: Pick<FaultLog, 'warn'>;
  readonly clock: () => Date;
  /** How long views are collected before they are written. */
  readonly flushMs?: number;
  /** The most views of the last minute that are remembered. */
  readonly maxViews?: number;
  readonly maxViewsOfClient?: number;
  /** The most items whose views wait to be written. */
  readonly maxItems?: number;
}

interface View {
  /** The client's address: see `Caller`. */
  readonly client: string;
  readonly type: ContentType;
  readonly contentId: number;
}

export type ViewCounter = ReturnType<typeof createViewCounter>;

/** The views of an item that wait to be written, and the client that holds its place: see `createShares`. */
interface Tallied extends CountedViews {
  readonly client: string;
}

/**
 * Counts views in memory, and writes a batch in one statement. A view itself makes no statement. So only the batch finds out
 * which ids belong to public items, and invented ids take places until then. The places are bounded and shared fairly among
 * clients: see `createShares`. A process that is killed loses the views since its last batch.
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
      logger.warn({ err, items: batch.length }, 'views could not be written: they are written with the next ones');
      for (const views of batch) add(views);
    });
  }

  /** Writes the views so far. Views that come meanwhile are for the next batch. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const own = running ? running.then(write) : write();
    running = own;
    await own;
    if (running === own) running = undefined;
  }

  return {
    /** Answers whether the view was accepted. */
    count: ({ client, contentId, type }: View): boolean => {
      const now = clock().getTime();
      const hour = new Date(Math.floor(now / HOUR_MS) * HOUR_MS);
      return recent.take(client, contentId, now, () => add({ client, type, contentId, hour, views: 1 }));
    },
    flush,
    /** Writes the remaining views. Does not try again. */
    close: async (): Promise<void> => {
      await flush();
      clearTimeout(timer);
    },
  };
}

/** Keeps views by item and hour, for at most `maxItems` of them. */
function createTally(maxItems: number) {
  let counted = new Map<string, Tallied>();
  const shares = createShares(maxItems, (key) => void counted.delete(key));
  return {
    /** Answers whether there was room for the views. An item that has a place already has room. */
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

/** Remembers who viewed which item in the last minute, the oldest first. */
function createRecentViews(maxViews: number, maxViewsOfClient: number) {
  const times = new Map<string, { readonly client: string; readonly at: number }>();
  const shares = createShares(maxViews, (key) => void times.delete(key));

  function forgetOld(now: number): void {
    for (const [key, { at }] of times) {
      // A time in the future means that the clock was put back: such views are old as well.
      if (Math.abs(now - at) < SAME_VIEW_MS) return;
      times.delete(key);
      shares.release(key);
    }
  }

  return {
    /** Remembers a new view if `isTaken` finds room for it. Answers whether it did. */
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
