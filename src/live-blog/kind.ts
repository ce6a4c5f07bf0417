import { BlockUnion, withAnchors } from '../body/block-types.js';
import { isAsked } from '../db/asked.js';
import { momentField } from '../fields/field-types.js';
import { type Kind, kindDetails } from '../fields/kind.js';
import { builder } from '../graphql/builder.js';
import { loadItemNodes } from '../item/nodes.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import { LiveBlogPostConnection, LiveBlogPostEdge, LiveBlogPostType, listPosts, withLiveBlog } from './post-type.js';
import { MOST_CHOSEN } from './store.js';
import { liveBlogs } from './table.js';

const fields = {
  coverageStartTime: momentField('When the coverage begins; with the publication when absent.'),
  coverageEndTime: momentField('When it ends; absent while nobody knows.'),
};

const detailsOf = kindDetails('live_blog_details', (db) =>
  db.select().from(liveBlogs).where(isAsked(liveBlogs.contentId)),
);

const LiveBlogType = builder.objectRef<ContentItem>('LiveBlog');
builder.node(LiveBlogType, {
  description: 'Short posts on something while it happens.',
  interfaces: [ContentItemInterface],
  id: { resolve: (liveBlog) => liveBlog.id, description: 'Global id: opaque, the same for ever.' },
  loadMany: (ids, context) => loadItemNodes('LIVE_BLOG', ids, context),
  fields: (t) => ({
    coverageStartTime: t.expose('coverageStartTime', {
      type: 'DateTime',
      nullable: true,
      description: 'When the coverage begins; null when nobody said: then with `publishedAt`.',
    }),
    coverageEndTime: t.expose('coverageEndTime', {
      type: 'DateTime',
      nullable: true,
      description: 'When the coverage ends; null while nobody knows.',
    }),
    isLive: t.boolean({
      description: 'Whether the coverage has begun and has not ended.',
      resolve: (liveBlog, _args, { now }) => isLiveAt(liveBlog, now),
    }),
    body: t.field({
      type: [BlockUnion],
      description: 'The text over the posts in typed blocks, in order.',
      resolve: async (liveBlog, _args, context) => withAnchors((await detailsOf(liveBlog, context)).body),
    }),
    keyEvents: t.field({
      type: [LiveBlogPostType],
      description: `The posts that matter most, the newest first: at most ${MOST_CHOSEN}.`,
      resolve: async (liveBlog, _args, { loaders }) =>
        withLiveBlog(await loaders.liveBlog.keyEvents.load(liveBlog.id), liveBlog),
    }),
    pinnedPosts: t.field({
      type: [LiveBlogPostType],
      description: `The posts that editors keep at the top, the newest first: at most ${MOST_CHOSEN}.`,
      resolve: async (liveBlog, _args, { loaders }) =>
        withLiveBlog(await loaders.liveBlog.pinnedPosts.load(liveBlog.id), liveBlog),
    }),
    posts: t.connection(
      {
        type: LiveBlogPostType,
        description: 'All its posts, the newest first; pinned ones and key events at their moments too.',
        resolve: listPosts,
      },
      LiveBlogPostConnection,
      LiveBlogPostEdge,
    ),
  }),
});

builder.objectField(LiveBlogPostType, 'liveBlog', (t) =>
  t.expose('liveBlog', { type: LiveBlogType, description: 'The live blog that it belongs to.' }),
);

/** Coverage whose beginning nobody named begins when it is published. */
function isLiveAt({ coverageEndTime, coverageStartTime, publishedAt }: ContentItem, now: Date): boolean {
  const begins = coverageStartTime ?? publishedAt;
  return begins !== null && begins <= now && (coverageEndTime === null || coverageEndTime > now);
}

export const liveBlog = {
  type: 'LIVE_BLOG',
  table: liveBlogs,
  fields,
  columns: { coverageStartTime: ({ coverageStartTime, publishedAt }) => coverageStartTime ?? publishedAt ?? null },
  objectType: LiveBlogType,
} satisfies Kind;
