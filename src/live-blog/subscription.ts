import { badInput } from '../errors.js';
import { AFTER, eventFields, loadShown } from '../event-log/event-fields.js';
import { type LiveEvent, LiveSource } from '../event-log/source.js';
import { builder } from '../graphql/builder.js';
import { decodeGlobalId, encodeGlobalId } from '../graphql/global-id.js';
import { readLogCursor } from '../writing/cursor.js';
import { LiveBlogPostType } from './post-type.js';

const LiveBlogPostEventType = builder.objectRef<LiveEvent>('LiveBlogPostEvent').implement({
  description: 'A change of a post of a live blog.',
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
      description: 'The post as it is now. Null for WITHDRAWN and GAP, and if the post is no longer public.',
      resolve: (event, _args, { loaders }) => loadShown(event, loaders.liveBlog.postById),
    }),
  }),
});

builder.subscriptionField('liveBlogPosts', (t) =>
  t.field({
    type: LiveBlogPostEventType,
    description: 'Sends an event when a post of a live blog is published, changed or removed.',
    args: {
      liveBlogId: t.arg.id({ required: true, description: 'Global id of a public live blog.' }),
      after: t.arg.string({ description: AFTER }),
    },
    subscribe: async (_root, { after, liveBlogId }, { loaders }) => {
      if (after != null) readLogCursor('after', after);
      const blog = Number(decodeGlobalId(liveBlogId, 'liveBlogId', ['LiveBlog']).id);
      const found = await loaders.item.byId.load(blog);
      if (found?.type !== 'LIVE_BLOG') throw badInput('liveBlogId', 'there is no such live blog');
      return new LiveSource({ subjects: ['POST'], wants: (_facts, { contentId }) => contentId === blog });
    },
    resolve: (event) => event,
  }),
);
