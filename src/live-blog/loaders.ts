import type { Reading } from '../db/reading.js';
import { findPostPages, type PostPageRequest } from './post-pages.js';
import { selectAnyPosts, selectCounts, selectKeyEvents, selectPinned, selectPosts } from './store.js';

const idOf = ({ id }: { readonly id: number }) => id;
const liveBlogOf = ({ contentId }: { readonly contentId: number }) => contentId;

/** All loaders but `postById` and `anyPostById` do not check that the live blog is public. So the caller must have read it as public. */
export function liveBlogLoaders({ batch, db, now }: Reading) {
  return {
    postById: batch.loadOne((ids) => selectPosts(db, { now, ids }), idOf),
    /** Also loads posts of hidden live blogs, so only mutations may use it. */
    anyPostById: batch.loadOne((ids) => selectAnyPosts(db, { ids }), idOf),
    posts: batch.loader((requests: readonly PostPageRequest[]) => findPostPages(db, now, requests)),
    postCount: batch.loadOne((ids) => selectCounts(db, { now, ids }), liveBlogOf),
    keyEvents: batch.loadList((ids) => selectKeyEvents(db, { now, ids }), liveBlogOf),
    pinnedPosts: batch.loadList((ids) => selectPinned(db, { now, ids }), liveBlogOf),
  };
}
