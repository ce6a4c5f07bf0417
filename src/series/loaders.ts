import type { Reading } from '../db/reading.js';
import { findSeriesByIds } from './store.js';

export function seriesLoaders({ batch, db }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findSeriesByIds(db, ids),
      (series) => series.id,
    ),
  };
}
