import type { Reading } from '../db/reading.js';
import { findArticleDetails, findArticlesById, findArticlesByPath, findArticlesBySlug } from './store.js';

export function articleLoaders({ batch, db, now }: Reading) {
  return {
    byId: batch.loader((ids: readonly number[]) => findArticlesById(db, now, ids)),
    byPath: batch.loader((paths: readonly string[]) => findArticlesByPath(db, now, paths)),
    bySlug: batch.loader(
      (keys: readonly { language: string; slug: string }[]) => findArticlesBySlug(db, now, keys),
      ({ language, slug }) => `${language} ${slug}`,
    ),
    /** Only of items that were read as public. */
    details: batch.loadOne(
      (ids) => findArticleDetails(db, ids),
      (row) => row.contentId,
    ),
  };
}
