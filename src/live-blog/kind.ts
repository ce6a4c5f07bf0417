import { isAsked } from '../db/asked.js';
import { momentField } from '../fields/field-types.js';
import { defineKindType, type Kind, kindDetails } from '../fields/kind.js';
import { builder } from '../graphql/builder.js';
import type { ContentItem } from '../item/store.js';
import { LiveBlogPostType, listPosts, withLiveBlog } from './post-type.js';
import { MOST_CHOSEN } from './store.js';
import { liveBlogs } from './table.js';

const fields = {
  coverageStartTime: momentField('When the coverage begins; the time of publication when absent.'),
  coverageEndTime: momentField('When the coverage ends; absent while the end is unknown.'),
};

const details = kindDetails('live_blog_details', (db) =>
  db.select().from(liveBlogs).where(isAsked(liveBlogs.contentId)),
);

const LiveBlogType = builder.objectRef<ContentItem>('LiveBlog');
defineKindType('LIVE_BLOG', LiveBlogType, {
  description: 'A live blog: short posts about an event, published while the event happens.',
  body: 'The text above the posts, as a list of typed blocks in order.',
  details,
  fields: (t) => ({
    coverageStartTime: t.expose('coverageStartTime', {
      type: 'DateTime',
      nullable: true,
      description: 'When the coverage begins. When null, it begins at `publishedAt`.',
    }),
    coverageEndTime: t.expose('coverageEndTime', {
      type: 'DateTime',
      nullable: true,
      description: 'When the coverage ends; null while the end is unknown.',
    }),
    isLive: t.boolean({
      description: 'True if the coverage has begun and has not ended.',
      resolve: (liveBlog, _args, { now }) => isLiveAt(liveBlog, now),
    }),
    keyEvents: t.field({
      type: [LiveBlogPostType],
      description: `The posts that editors marked as the most important, the newest first: at most ${MOST_CHOSEN}.`,
      resolve: async (liveBlog, _args, { loaders }) =>
        withLiveBlog(await loaders.liveBlog.keyEvents.load(liveBlog.id), liveBlog),
    }),
    pinnedPosts: t.field({
      type: [LiveBlogPostType],
      description: `The posts that editors keep at the top of the live blog, the newest first: at most ${MOST_CHOSEN}.`,
      resolve: async (liveBlog, _args, { loaders }) =>
        withLiveBlog(await loaders.liveBlog.pinnedPosts.load(liveBlog.id), liveBlog),
    }),
    posts: t.connection(
      {
        type: LiveBlogPostType,
        description:
          'All posts of the live blog, the newest first. Pinned posts and key events are sorted by time like all others.',
        resolve: listPosts,
      },
      {
        name: 'LiveBlogPostConnection',
        description: 'A page of posts.',
        fields: (connection) => ({
          totalCount: connection.int({
            description: 'The number of posts of the live blog, on all pages.',
            resolve: async ({ liveBlog }, _args, { loaders }) =>
              (await loaders.liveBlog.postCount.load(liveBlog.id))?.count ?? 0,
          }),
        }),
      },
      { name: 'LiveBlogPostEdge', description: 'A post at its place in a list.' },
    ),
  }),
});

builder.objectField(LiveBlogPostType, 'liveBlog', (t) =>
  t.expose('liveBlog', { type: LiveBlogType, description: 'The live blog that the post belongs to.' }),
);

/** True if the coverage of a live blog is going on. Without a start time, the coverage begins at the publication. */
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
