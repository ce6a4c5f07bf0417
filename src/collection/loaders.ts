import { namedLoaders } from '../db/named-table.js';
import type { Reading } from '../db/reading.js';
import { type CollectionPageRequest, findCollectionPages } from './items.js';
import { findCollectionsOfContent } from './store.js';
import { collections } from './table.js';

const loadersByName = namedLoaders(collections);

export function collectionLoaders(reading: Reading) {
  const { batch, db, now } = reading;
  return {
    ...loadersByName(reading),
    items: batch.loader((requests: readonly CollectionPageRequest[]) => findCollectionPages(db, now, requests)),
    ofContent: batch.loader((ids: readonly number[]) => findCollectionsOfContent(db, ids)),
  };
}
