import type { Reading } from '../db/reading.js';
import { findAuthorsOfContent, findContentByIds, findTagsOfContent, findTranslations } from './store.js';

export function contentLoaders({ batch, db, now }: Reading) {
  return {
    byId: batch.loadOne(
      (ids) => findContentByIds(db, now, ids),
      (item) => item.id,
    ),
    authorsOf: batch.loadList(
      (ids) => findAuthorsOfContent(db, ids),
      (row) => row.contentId,
    ),
    tagsOf: batch.loadList(
      (ids) => findTagsOfContent(db, ids),
      (row) => row.contentId,
    ),
    /** By the id of the group. */
    translations: batch.loadList(
      (groups) => findTranslations(db, now, groups),
      (item) => item.translationGroupId ?? 0,
    ),
  };
}
