import type { Batching } from './batch.js';
import type { Database } from './client.js';

/** What the loaders of one request need: the database, the time, what the request may see, and its batching. */
export interface Reading {
  readonly db: Database;
  /** The time of the request. It decides which items are public, and is the same for the whole answer. */
  readonly now: Date;
  readonly sees: Sees;
  readonly batch: Batching;
}

/** The hidden items that a preview may find by id, slug or path. Lists contain public items only. */
export interface Sees {
  /** True if the request may see every hidden item. */
  readonly all: boolean;
  /** The ids of single items. */
  readonly ids: readonly number[];
}

/** The values that decide which items a request sees: its time, and the hidden items of its preview. */
export type Sight = Pick<Reading, 'now' | 'sees'>;

export const SEES_PUBLIC: Sees = { all: false, ids: [] };
