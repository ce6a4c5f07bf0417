import { BlockUnion, withAnchors } from '../body/block-types.js';
import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { type ConnectionArguments, type PageInfo, readPageRequest, toConnection } from '../graphql/pagination.js';
import type { ContentItem } from '../item/store.js';
import type { Context } from '../schema/context.js';
import { POST_KEY, postKey } from './post-pages.js';
import type { LiveBlogPost, PostRow } from './store.js';

export const LiveBlogPostType = builder.objectRef<LiveBlogPost>('LiveBlogPost');
builder.node(LiveBlogPostType, {
  description: 'A short text of a live blog, at its moment.',
  id: { resolve: (post) => post.id },
  loadMany: (ids, context) => loadNodes(context.loaders.liveBlog.postById, ids),
  fields: (t) => ({
    title: t.exposeString('title', { nullable: true, description: 'The line over it, plain text.' }),
    body: t.field({
      type: [BlockUnion],
      description: 'The text in typed blocks, in order.',
      resolve: ({ body }) => withAnchors(body),
    }),
    isKeyEvent: t.exposeBoolean('isKeyEvent', { description: 'Whether it is among what matters most.' }),
    isPinned: t.exposeBoolean('isPinned', { description: 'Whether editors keep it at the top.' }),
    version: t.exposeInt('version', { description: 'How often it was written: 1 for a new one, one more a change.' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When it was posted.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it changed last.' }),
  }),
});

/** A page of posts, read when it is asked for: `totalCount` alone costs no page. */
interface PostConnection {
  readonly edges: Promise<{ cursor: string; node: LiveBlogPost }[]>;
  readonly pageInfo: Promise<PageInfo>;
  readonly liveBlog: ContentItem;
}

export const LiveBlogPostEdge = builder.edgeObject({
  name: 'LiveBlogPostEdge',
  description: 'A post at its place in a list.',
  type: LiveBlogPostType,
});

export const LiveBlogPostConnection = builder.connectionObject<typeof LiveBlogPostType, PostConnection>(
  {
    name: 'LiveBlogPostConnection',
    description: 'A page of posts.',
    type: LiveBlogPostType,
    fields: (t) => ({
      totalCount: t.int({
        description: 'How many posts the live blog has, on all pages.',
        resolve: async ({ liveBlog }, _args, context) =>
          (await context.loaders.liveBlog.postCount.load(liveBlog.id))?.count ?? 0,
      }),
    }),
  },
  LiveBlogPostEdge,
);

/** A live blog's posts, the newest first. */
export function listPosts(liveBlog: ContentItem, args: ConnectionArguments, { loaders }: Context): PostConnection {
  const request = { liveBlogId: liveBlog.id, page: readPageRequest(args, POST_KEY) };
  // The loader knows the request again: edges and pageInfo are of one reading.
  const load = async () => {
    const { rows, ...ends } = await loaders.liveBlog.posts.load(request);
    return toConnection(withLiveBlog(rows, liveBlog), request.page, postKey, ends);
  };
  return {
    get edges() {
      return load().then(({ edges }) => edges);
    },
    get pageInfo() {
      return load().then(({ pageInfo }) => pageInfo);
    },
    liveBlog,
  };
}

export function withLiveBlog(rows: readonly PostRow[], liveBlog: ContentItem): LiveBlogPost[] {
  return rows.map((row) => ({ ...row, liveBlog }));
}
