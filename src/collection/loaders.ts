import { loadList, loadOne } from '../db/batch.js';
import type { Database } from '../db/client.js';
import { findCollectionsByIds, findCollectionsOfContent } from './store.js';

export function collectionLoaders(db: Database) {
  return {
    byId: loadOne(
      (ids) => findCollectionsByIds(db, ids),
      (collection) => collection.id,
    ),
    ofContent: loadList(
      (ids) => findCollectionsOfContent(db, ids),
      (row) => row.contentId,
    ),
  };
}
