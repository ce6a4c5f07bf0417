import type { Reading } from '../db/reading.js';
import { findPostPages, type PostPageRequest } from './post-pages.js';
import { findAnyPosts, findKeyEvents, findPinnedPosts, findPostCounts, findPostsByIds } from './store.js';

/** All but `postById` and `anyPostById` are only for live blogs that were read as public. */
export function liveBlogLoaders({ batch, db, now }: Reading) {
  return {
    postById: batch.loadOne(
      (ids) => findPostsByIds(db, now, ids),
      (post) => post.id,
    ),
    /** Of any live blog: only for those who may write it. */
    anyPostById: batch.loadOne(
      (ids) => findAnyPosts(db, ids),
      (post) => post.id,
    ),
    /** Pages of posts, each asked for once. */
    posts: batch.loader((requests: readonly PostPageRequest[]) => findPostPages(db, now, requests)),
    postCount: batch.loadOne(
      (ids) => findPostCounts(db, now, ids),
      (row) => row.contentId,
    ),
    keyEvents: batch.loadList(
      (ids) => findKeyEvents(db, now, ids),
      (post) => post.contentId,
    ),
    pinnedPosts: batch.loadList(
      (ids) => findPinnedPosts(db, now, ids),
      (post) => post.contentId,
    ),
  };
}
