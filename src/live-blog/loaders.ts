import type { Reading } from '../db/reading.js';
import { findPostPages, type PostPageRequest } from './post-pages.js';
import { selectAnyPosts, selectCounts, selectKeyEvents, selectPinned, selectPosts } from './store.js';

const idOf = ({ id }: { readonly id: number }) => id;
const liveBlogOf = ({ contentId }: { readonly contentId: number }) => contentId;

/** Except for `postById` and `anyPostById`, these loaders are for live blogs that were read as public. */
export function liveBlogLoaders({ batch, db, now }: Reading) {
  return {
    postById: batch.loadOne((ids) => selectPosts(db, { now, ids }), idOf),
    /** Posts of hidden live blogs too: only for those who may write them. */
    anyPostById: batch.loadOne((ids) => selectAnyPosts(db, { ids }), idOf),
    posts: batch.loader((requests: readonly PostPageRequest[]) => findPostPages(db, now, requests)),
    postCount: batch.loadOne((ids) => selectCounts(db, { now, ids }), liveBlogOf),
    keyEvents: batch.loadList((ids) => selectKeyEvents(db, { now, ids }), liveBlogOf),
    pinnedPosts: batch.loadList((ids) => selectPinned(db, { now, ids }), liveBlogOf),
  };
}
