import type { Reading } from '../db/reading.js';
import { findGalleryDetails } from './store.js';

export function galleryLoaders({ batch, db }: Reading) {
  return {
    /** Only of items that were read as public. */
    details: batch.loadOne(
      (ids) => findGalleryDetails(db, ids),
      (row) => row.contentId,
    ),
  };
}
