import type { Reading } from '../db/reading.js';
import { findInfographicDetails } from './store.js';

export function infographicLoaders({ batch, db }: Reading) {
  return {
    /** Only of items that were read as public. */
    details: batch.loadOne(
      (ids) => findInfographicDetails(db, ids),
      (row) => row.contentId,
    ),
  };
}
