import type { Reading } from '../db/reading.js';
import { findEditorial } from './revision-store.js';

export function deskLoaders({ batch, db }: Reading) {
  return {
    editorial: batch.loadOne(
      (ids) => findEditorial(db, ids),
      (row) => row.id,
    ),
  };
}
