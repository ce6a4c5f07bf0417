import type { Reading } from '../db/reading.js';
import { findMostRead, type MostReadRequest } from './store.js';

export function mostReadLoaders({ batch, db, now }: Reading) {
  return {
    /** Lists, each asked for once. */
    lists: batch.loader((requests: readonly MostReadRequest[]) => findMostRead(db, now, requests)),
  };
}
