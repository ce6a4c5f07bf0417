import type { Logger } from 'pino';
import type { ContentType } from '../content/filter.js';
import type { Database } from '../db/client.js';
import { addViews, type CountedViews } from './write.js';

const HOUR_MS = 3_600_000;
/** In which a client's second view of an item is the same view. */
const SAME_VIEW_MS = 60_000;

export interface ViewCounterOptions {
  readonly db: Database;
  readonly logger: Pick<Logger, 'warn'>;
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

/**
 * Counts views in memory and writes them in batches of one statement. What it keeps is bounded: when it is full, it takes
 * no more views until those that it remembers are old. What a process has counted is lost if it is killed before the flush.
 */
export function createViewCounter(options: ViewCounterOptions) {
  const { clock, db, flushMs = 2000, logger, maxItems = 20_000 } = options;
  const recent = createRecentViews(options.maxViews ?? 200_000, options.maxViewsOfClient ?? 2000);
  const tally = createTally(maxItems);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  function add(views: CountedViews): boolean {
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
      return recent.take(client, contentId, now, () => add({ type, contentId, hour, views: 1 }));
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
  let counted = new Map<string, CountedViews>();
  return {
    /** False where there is no room: an item that has a place already always has. */
    add: (views: CountedViews): boolean => {
      const key = `${views.type} ${views.contentId} ${views.hour.getTime()}`;
      const known = counted.get(key);
      if (!known && counted.size >= maxItems) return false;
      counted.set(key, known ? { ...known, views: known.views + views.views } : views);
      return true;
    },
    takeAll: (): CountedViews[] => {
      const all = [...counted.values()];
      counted = new Map();
      return all;
    },
  };
}

/** Who has viewed what in the last minute: in the order of their times, so that the old ones are the first. */
function createRecentViews(maxViews: number, maxViewsOfClient: number) {
  const times = new Map<string, { readonly client: string; readonly at: number }>();
  const ofClient = new Map<string, number>();

  function forgetOld(now: number): void {
    for (const [key, { at, client }] of times) {
      // A clock that was put back makes what is to come of what was.
      if (Math.abs(now - at) < SAME_VIEW_MS) return;
      times.delete(key);
      const left = (ofClient.get(client) ?? 1) - 1;
      if (left === 0) ofClient.delete(client);
      else ofClient.set(client, left);
    }
  }

  return {
    /** Remembers a view that is new and for which `isTaken` finds room. */
    take: (client: string, contentId: number, now: number, isTaken: () => boolean): boolean => {
      forgetOld(now);
      const key = `${client} ${contentId}`;
      const own = ofClient.get(client) ?? 0;
      if (times.has(key) || times.size >= maxViews || own >= maxViewsOfClient || !isTaken()) return false;
      times.set(key, { client, at: now });
      ofClient.set(client, own + 1);
      return true;
    },
  };
}
