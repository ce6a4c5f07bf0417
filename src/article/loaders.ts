import DataLoader from 'dataloader';
import { loadOne } from '../db/batch.js';
import type { Database } from '../db/client.js';
import {
  findArticleDetails,
  findArticlesById,
  findArticlesByPath,
  findArticlesBySlug,
  type WholeArticle,
} from './store.js';

export function articleLoaders(db: Database, now: Date) {
  return {
    byId: new DataLoader<number, WholeArticle | null>((ids) => findArticlesById(db, now, ids)),
    byPath: new DataLoader<string, WholeArticle | null>((paths) => findArticlesByPath(db, now, paths)),
    bySlug: new DataLoader<{ language: string; slug: string }, WholeArticle | null, string>(
      (keys) => findArticlesBySlug(db, now, keys),
      { cacheKeyFn: ({ language, slug }) => `${language} ${slug}` },
    ),
    /** Only of items that were read as public. */
    details: loadOne(
      (ids) => findArticleDetails(db, ids),
      (row) => row.contentId,
    ),
  };
}
