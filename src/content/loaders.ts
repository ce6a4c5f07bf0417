import { loadList, loadOne } from '../db/batch.js';
import type { Database } from '../db/client.js';
import { findAuthorsOfContent, findContentByIds, findTagsOfContent, findTranslations } from './store.js';

export function contentLoaders(db: Database, now: Date) {
  return {
    byId: loadOne(
      (ids) => findContentByIds(db, now, ids),
      (item) => item.id,
    ),
    authorsOf: loadList(
      (ids) => findAuthorsOfContent(db, ids),
      (row) => row.contentId,
    ),
    tagsOf: loadList(
      (ids) => findTagsOfContent(db, ids),
      (row) => row.contentId,
    ),
    /** By the id of the group. */
    translations: loadList(
      (groups) => findTranslations(db, now, groups),
      (item) => item.translationGroupId ?? 0,
    ),
  };
}
