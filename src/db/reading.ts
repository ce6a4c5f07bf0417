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

/** What a request may see of the hidden. */
export interface Sees {
  /** True if a preview may find every hidden item by id, slug or path. Lists contain public items only. */
  readonly all: boolean;
  /** The ids of the hidden items that a preview may find. */
  readonly ids: readonly number[];
  /** True if lists and look-ups also find names that only hidden items use. Editors choose names when they write. */
  readonly names: boolean;
}

/** The values that decide which items a request sees: its time, and the hidden items of its preview. */
export type Sight = Pick<Reading, 'now' | 'sees'>;

export const SEES_PUBLIC: Sees = { all: false, ids: [], names: false };
