import type { Reading } from '../db/reading.js';
import { findCollectionsByIds, findCollectionsOfContent } from './store.js';

export function collectionLoaders({ batch, db }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findCollectionsByIds(db, ids),
      (collection) => collection.id,
    ),
    ofContent: batch.loadList(
      (ids) => findCollectionsOfContent(db, ids),
      (row) => row.contentId,
    ),
  };
}
