import { BlockInput, MOST_BLOCKS } from '../content/block-input.js';
import { builder } from '../graphql/builder.js';
import type { Context } from '../graphql/context.js';
import { readId } from '../writing/fields.js';
import { IDEMPOTENCY_KEY, once } from '../writing/idempotency.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { conflict, invalid, notFound } from '../writing/user-faults.js';
import { checkPost, readBody, readTitle } from './post-fields.js';
import { LiveBlogPostType } from './post-type.js';
import type { LiveBlogPost } from './store.js';
import { deletePost, insertPost, lockLiveBlog, lockPost, touchLiveBlog, updatePost } from './write.js';

const AddLiveBlogPostInput = builder.inputType('AddLiveBlogPostInput', {
  description: 'A new post of a live blog, at this moment.',
  fields: (t) => ({
    liveBlogId: t.id({ required: true, description: 'Global id of the live blog.' }),
    title: t.string({ description: 'The line over it, plain text.', longest: 500 }),
    body: t.field({
      type: [BlockInput],
      required: true,
      description: 'Its text in typed blocks; may be empty where there is a title.',
      most: MOST_BLOCKS,
    }),
    isKeyEvent: t.boolean({ description: 'Whether it is among what matters most; false when absent.' }),
    isPinned: t.boolean({ description: 'Whether to keep it at the top; false when absent.' }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});

const UpdateLiveBlogPostInput = builder.inputType('UpdateLiveBlogPostInput', {
  description: 'What to change of a post. An absent field stays as it is; null clears what can be absent.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the post.' }),
    version: t.int({
      required: true,
      description: 'The `version` that the change started from: CONFLICT when it is another one by now.',
    }),
    title: t.string({ description: 'The line over it; stays as it is when absent, null clears it.', longest: 500 }),
    body: t.field({
      type: [BlockInput],
      description: 'Its whole text in typed blocks; stays as it is when absent.',
      most: MOST_BLOCKS,
    }),
    isKeyEvent: t.boolean({ description: 'Whether it is among what matters most; stays as it is when absent.' }),
    isPinned: t.boolean({ description: 'Whether to keep it at the top; stays as it is when absent.' }),
  }),
});

const RemoveLiveBlogPostInput = builder.inputType('RemoveLiveBlogPostInput', {
  description: 'Which post goes.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Global id of the post.' }) }),
});

const postPayload = (mutation: string) =>
  payloadType<LiveBlogPost>(mutation, (t) => ({
    post: t.field({
      type: LiveBlogPostType,
      nullable: true,
      description: 'The post as it is now, of a live blog that is not public too.',
      resolve: ({ row }) => row(),
    }),
  }));

const RemoveLiveBlogPostPayload = payloadType<{ readonly postId: string }>('removeLiveBlogPost', (t) => ({
  postId: t.id({
    nullable: true,
    description: 'Global id of the post that is gone.',
    resolve: async ({ row }) => (await row())?.postId ?? null,
  }),
}));

const loadPost = (context: Context) => (id: number) => context.loaders.liveBlog.anyPostById.load(id);

builder.mutationField('addLiveBlogPost', (t) =>
  t.field({
    type: postPayload('addLiveBlogPost'),
    ...needs('editor', 'Posts in a live blog; where that is public, the post is at once.'),
    args: { input: t.arg({ type: AddLiveBlogPostInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) => {
      const request = { key: input.idempotencyKey, request: ['addLiveBlogPost', input] as const };
      return answerWriting(
        context,
        'CREATED',
        (writing) => once(writing, request, () => addPost(input, writing)),
        loadPost(context),
      );
    },
  }),
);

builder.mutationField('updateLiveBlogPost', (t) =>
  t.field({
    type: postPayload('updateLiveBlogPost'),
    ...needs('editor', 'Edits, pins or marks a post of a live blog.'),
    args: { input: t.arg({ type: UpdateLiveBlogPostInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(context, 'UPDATED', (writing) => changePost(input, writing), loadPost(context)),
  }),
);

builder.mutationField('removeLiveBlogPost', (t) =>
  t.field({
    type: RemoveLiveBlogPostPayload,
    ...needs('editor', 'Takes a post out of its live blog; its revisions stay.'),
    args: { input: t.arg({ type: RemoveLiveBlogPostInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'REMOVED',
        (writing) => removePost(input, writing),
        () => ({ postId: input.id }),
      ),
  }),
);

async function addPost(input: typeof AddLiveBlogPostInput.$inferInput, { db, now }: Writing): Promise<number> {
  const liveBlog = await lockLiveBlog(db, readId('liveBlogId', input.liveBlogId, ['LiveBlog']));
  if (!liveBlog) throw notFound('liveBlogId', 'there is no such live blog');
  if (liveBlog.state === 'WITHDRAWN') throw conflict('liveBlogId', 'the live blog was withdrawn');
  const { isKeyEvent, isPinned, title = null } = input;
  const marks = { isKeyEvent: isKeyEvent ?? false, isPinned: isPinned ?? false };
  const post = checkPost({ title: readTitle(title), body: await readBody(db, input.body), ...marks });
  const id = await insertPost(db, { ...post, contentId: liveBlog.id, publishedAt: now, updatedAt: now });
  await touchLiveBlog(db, liveBlog.id, now);
  return id;
}

async function changePost(input: typeof UpdateLiveBlogPostInput.$inferInput, writing: Writing): Promise<number> {
  const { db, now } = writing;
  const post = await takePost(input.id, writing);
  if (post.version !== input.version)
    throw conflict('version', `it is at version ${post.version} by now: load it anew`, post.id);
  for (const field of ['body', 'isKeyEvent', 'isPinned'] as const)
    if (input[field] === null) throw invalid(field, 'can not be cleared');
  const changed = checkPost({
    title: input.title === undefined ? post.title : readTitle(input.title),
    body: input.body ? await readBody(db, input.body) : post.body,
    isKeyEvent: input.isKeyEvent ?? post.isKeyEvent,
    isPinned: input.isPinned ?? post.isPinned,
  });
  await updatePost(db, post.id, { ...changed, updatedAt: now });
  await touchLiveBlog(db, post.contentId, now);
  return post.id;
}

async function removePost(input: typeof RemoveLiveBlogPostInput.$inferInput, writing: Writing): Promise<number> {
  const { db, now } = writing;
  const { contentId, id } = await takePost(input.id, writing);
  await deletePost(db, id);
  await touchLiveBlog(db, contentId, now);
  return id;
}

/** The post of an input's `id`, which nobody else writes meanwhile. */
async function takePost(globalId: string, { db }: Writing) {
  const post = await lockPost(db, readId('id', globalId, ['LiveBlogPost']));
  if (!post) throw notFound('id', 'there is no such post');
  return post;
}
