import type { Reading } from '../db/reading.js';
import { findVideoDetails } from './store.js';

export function videoLoaders({ batch, db }: Reading) {
  return {
    /** Only of items that were read as public. */
    details: batch.loadOne(
      (ids) => findVideoDetails(db, ids),
      (row) => row.contentId,
    ),
  };
}
