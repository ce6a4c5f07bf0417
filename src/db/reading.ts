import type { Batching } from './batch.js';
import type { Database } from './client.js';

/** The values that the loaders of one request need. */
export interface Reading {
  readonly db: Database;
  /** The time of the request. It decides which items are public, in the whole answer. */
  readonly now: Date;
  readonly sees: Sees;
  readonly batch: Batching;
}

/** The hidden items that a preview may find by id, slug or path. Lists contain public items only. */
export interface Sees {
  /** True if the request may see every hidden item. */
  readonly all: boolean;
  /** The ids of the hidden items that the request may see. */
  readonly ids: readonly number[];
}

/** The values that decide which items a request sees: its time, and the hidden items of its preview. */
export type Sight = Pick<Reading, 'now' | 'sees'>;

export const SEES_PUBLIC: Sees = { all: false, ids: [] };
