import type { Reading } from '../db/reading.js';
import { findRelated, type RelatedRequest, type RelatedRow } from './store.js';

/** Asks for one of the two lists of an article. */
interface RelatedKey {
  readonly id: number;
  readonly list: 'relatedNews' | 'readNext';
  readonly first: number;
}

export function relatedLoaders({ batch, db, now }: Reading) {
  return {
    /** Loads both lists of an article in one batch, because GraphQL resolves the fields of an object together. So `readNext` can leave out the articles of `relatedNews`. */
    lists: batch.loader(
      async (keys: readonly RelatedKey[]) => {
        const rows = await findRelated(db, now, mergeRequests(keys));
        return keys.map(({ id, list, first }) => {
          const isOfList = (row: RelatedRow) => row.of === id && (row.reason === 'READ_NEXT') === (list === 'readNext');
          return rows.filter(isOfList).slice(0, first);
        });
      },
      ({ id, list, first }) => `${id} ${list} ${first}`,
    ),
  };
}

/** Merges all keys of an article into one request. The length of each list is the greatest that the keys ask for. */
function mergeRequests(keys: readonly RelatedKey[]): RelatedRequest[] {
  const requests = new Map<number, RelatedRequest>();
  for (const { id, list, first } of keys) {
    const request = requests.get(id) ?? { id, relatedNews: 0, readNext: 0 };
    requests.set(id, { ...request, [list]: Math.max(request[list], first) });
  }
  return [...requests.values()];
}
