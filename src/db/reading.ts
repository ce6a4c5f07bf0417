import type { Batching } from './batch.js';
import type { Database } from './client.js';

/** What the loaders of one request need: the database, the time, what the request may see, and its batching. */
export interface Reading {
  readonly db: Database;
  /** The moment for which the whole answer is made. It decides what is public. */
  readonly now: Date;
  readonly sees: Sees;
  readonly batch: Batching;
}

/** Which hidden items a request may see, because it is a preview. They are found by id, slug and path only; lists contain public items alone. */
export interface Sees {
  readonly all: boolean;
  /** The ids of single items. */
  readonly ids: readonly number[];
}

/** What decides which items a request sees: the time, and its preview. */
export type Sight = Pick<Reading, 'now' | 'sees'>;

export const SEES_PUBLIC: Sees = { all: false, ids: [] };
