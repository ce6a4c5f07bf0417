import { BlockUnion, withAnchors } from '../body/block-types.js';
import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { type ConnectionArguments, LazyConnection, readPageRequest, toConnection } from '../graphql/pagination.js';
import type { ContentItem } from '../item/store.js';
import type { Context } from '../schema/context.js';
import { POST_KEY, postKey } from './post-pages.js';
import type { LiveBlogPost, PostRow } from './store.js';

export const LiveBlogPostType = builder.objectRef<LiveBlogPost>('LiveBlogPost');
builder.node(LiveBlogPostType, {
  description: 'A post of a live blog: a short text with the time at which it was posted.',
  id: { resolve: (post) => post.id },
  loadMany: (ids, context) => loadNodes(context.loaders.liveBlog.postById, ids),
  fields: (t) => ({
    title: t.exposeString('title', { nullable: true, description: 'The headline of the post, plain text.' }),
    body: t.field({
      type: [BlockUnion],
      description: 'The text of the post, as a list of typed blocks in order.',
      resolve: ({ body }) => withAnchors(body),
    }),
    isKeyEvent: t.exposeBoolean('isKeyEvent', { description: 'True for one of the most important posts.' }),
    isPinned: t.exposeBoolean('isPinned', { description: 'True if editors keep the post at the top.' }),
    version: t.exposeInt('version', { description: '1 for a new post; every change adds 1.' }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the post was published. Never null.',
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When the post was last changed.' }),
  }),
});

/** Makes the connection (the paginated list) of the posts of a live blog, the newest first. */
export function listPosts(liveBlog: ContentItem, args: ConnectionArguments, { loaders }: Context) {
  const page = readPageRequest(args, POST_KEY);
  const connection = new LazyConnection(async () => {
    const { rows, ...ends } = await loaders.liveBlog.posts.load({ liveBlogId: liveBlog.id, page });
    return toConnection(withLiveBlog(rows, liveBlog), page, postKey, ends);
  });
  return Object.assign(connection, { liveBlog });
}

export function withLiveBlog(rows: readonly PostRow[], liveBlog: ContentItem): LiveBlogPost[] {
  return rows.map((row) => ({ ...row, liveBlog }));
}
