import type { Batching } from './batch.js';
import type { Database } from './client.js';

/** What loaders of one request read with: where, as of when, and in which waves. */
export interface Reading {
  readonly db: Database;
  /** The moment that the whole answer is about: what is public is decided by it. */
  readonly now: Date;
  readonly sees: Sees;
  readonly batch: Batching;
}

/** What a request may see of what is hidden: a preview's, by id, slug and path alone; lists hold what is public. */
export interface Sees {
  readonly all: boolean;
  /** Items by their id. */
  readonly ids: readonly number[];
}

/** What decides which items a request sees: as of when, and its preview. */
export type Sight = Pick<Reading, 'now' | 'sees'>;

export const SEES_PUBLIC: Sees = { all: false, ids: [] };
