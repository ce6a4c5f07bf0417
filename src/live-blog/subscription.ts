import { badInput } from '../errors.js';
import { AFTER, eventFields, hasItem } from '../event-log/event-fields.js';
import { type LiveEvent, LiveSource } from '../event-log/source.js';
import { builder } from '../graphql/builder.js';
import { decodeGlobalId, encodeGlobalId } from '../graphql/global-id.js';
import { readLogCursor } from '../writing/cursor.js';
import { LiveBlogPostType } from './post-type.js';

const LiveBlogPostEventType = builder.objectRef<LiveEvent>('LiveBlogPostEvent').implement({
  description: 'What happened to a post of a live blog.',
  fields: (t) => ({
    ...eventFields(t),
    postId: t.id({
      nullable: true,
      description: 'Global id of the post; null for GAP.',
      resolve: ({ event }) => event && encodeGlobalId('LiveBlogPost', event.subjectId),
    }),
    post: t.field({
      type: LiveBlogPostType,
      nullable: true,
      description: 'The post as it is now: null for WITHDRAWN and GAP, and where it is not public any more.',
      resolve: (event, _args, { loaders }) =>
        hasItem(event) && event.event ? loaders.liveBlog.postById.load(event.event.subjectId) : null,
    }),
  }),
});

builder.subscriptionField('liveBlogPosts', (t) =>
  t.field({
    type: LiveBlogPostEventType,
    description: "A live blog's posts, live: new ones, changed ones, and which were removed.",
    args: {
      liveBlogId: t.arg.id({ required: true, description: 'Global id of a public live blog.' }),
      after: t.arg.string({ description: AFTER }),
    },
    subscribe: async (_root, { after, liveBlogId }, { loaders }) => {
      if (after != null) readLogCursor('after', after);
      const blog = Number(decodeGlobalId(liveBlogId, 'liveBlogId', ['LiveBlog']).id);
      const found = await loaders.item.byId.load(blog);
      if (found?.type !== 'LIVE_BLOG') throw badInput('liveBlogId', 'there is no such live blog');
      return new LiveSource({ subject: 'POST', wants: (_facts, { contentId }) => contentId === blog });
    },
    resolve: (event) => event,
  }),
);
