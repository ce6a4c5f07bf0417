import type { Reading } from '../db/reading.js';
import { type SlugKey, slugCacheKey } from '../db/slug-keys.js';
import { findContentByPath, findContentBySlug } from './find.js';
import {
  findAuthorsOfContent,
  findContentByIds,
  findCorrectionsOfContent,
  findTagsOfContent,
  findTranslations,
} from './store.js';
import { findTombstonesById, findTombstonesByPath, findTombstonesBySlug } from './tombstones.js';

export function itemLoaders({ batch, db, now, sees }: Reading) {
  const sight = { now, sees };
  return {
    byId: batch.loadOne(
      (ids) => findContentByIds(db, sight, ids),
      (item) => item.id,
    ),
    byPath: batch.loader((paths: readonly string[]) => findContentByPath(db, sight, paths)),
    bySlug: batch.loader((keys: readonly SlugKey[]) => findContentBySlug(db, sight, keys), slugCacheKey),
    tombstones: {
      byId: batch.loader((ids: readonly number[]) => findTombstonesById(db, ids)),
      byPath: batch.loader((paths: readonly string[]) => findTombstonesByPath(db, paths)),
      bySlug: batch.loader((keys: readonly SlugKey[]) => findTombstonesBySlug(db, keys), slugCacheKey),
    },
    authorsOf: batch.loadList(
      (ids) => findAuthorsOfContent(db, ids),
      (row) => row.contentId,
    ),
    tagsOf: batch.loadList(
      (ids) => findTagsOfContent(db, ids),
      (row) => row.contentId,
    ),
    correctionsOf: batch.loadList(
      (ids) => findCorrectionsOfContent(db, ids),
      (row) => row.contentId,
    ),
    /** By the id of the group. */
    translations: batch.loadList(
      (groups) => findTranslations(db, now, groups),
      (item) => item.translationGroupId ?? 0,
    ),
  };
}
