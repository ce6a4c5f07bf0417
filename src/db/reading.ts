import type { Batching } from './batch.js';
import type { Database } from './client.js';

/** What loaders of one request read with: where, as of when, and in which waves. */
export interface Reading {
  readonly db: Database;
  /** The moment that the whole answer is about: what is public is decided by it. */
  readonly now: Date;
  readonly batch: Batching;
}
