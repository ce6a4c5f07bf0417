import { BlockInput, MOST_BLOCKS, readBody } from '../body/block-input.js';
import { refuseNull, unknownId } from '../writing/changes.js';
import { readId, readText } from '../writing/fields.js';
import { defineMutation, type InputFieldBuilder, type Writing } from '../writing/mutation.js';
import { answerId, answerRow } from '../writing/payload.js';
import { conflict, invalid } from '../writing/user-faults.js';
import { LiveBlogPostType } from './post-type.js';
import { deletePost, insertPost, lockLiveBlog, lockPost, type PostValues, touchLiveBlog, updatePost } from './store.js';

const answerPost = answerRow('post', LiveBlogPostType, (id, { loaders }) => loaders.liveBlog.anyPostById.load(id))(
  'The post after the write, even if the live blog is hidden.',
);

const defineMarks = (t: InputFieldBuilder, absent: string) => ({
  isKeyEvent: t.boolean({ description: `True for a key event, which is one of the most important posts; ${absent}.` }),
  isPinned: t.boolean({ description: `True to keep the post at the top; ${absent}.` }),
});

defineMutation('addLiveBlogPost', {
  description: 'Adds a post to a live blog. In a public live blog the post is public at once.',
  role: 'editor',
  action: 'CREATED',
  input: 'The new post. Its time of publication is now.',
  fields: (t) => ({
    liveBlogId: t.id({ required: true, description: 'Global id of the live blog.' }),
    title: t.string({ description: 'The headline of the post, plain text.', longest: 500 }),
    body: t.field({
      type: [BlockInput],
      required: true,
      description: 'The text of the post, as a list of typed blocks in order. It may be empty if the post has a title.',
      most: MOST_BLOCKS,
    }),
    ...defineMarks(t, 'false when absent'),
  }),
  answer: answerPost,
  async run(input, { db, now }) {
    const liveBlog = await lockLiveBlog(db, readId('liveBlogId', input.liveBlogId, ['LiveBlog']));
    if (!liveBlog) throw unknownId('liveBlogId', 'live blog');
    if (liveBlog.state === 'WITHDRAWN') throw conflict('liveBlogId', 'the live blog was withdrawn');
    const post = checkPost({
      title: readTitle(input.title),
      body: await readBody(db, input.body),
      isKeyEvent: input.isKeyEvent ?? false,
      isPinned: input.isPinned ?? false,
    });
    const id = await insertPost(db, { ...post, contentId: liveBlog.id, publishedAt: now, updatedAt: now });
    await touchLiveBlog(db, liveBlog.id, now);
    return id;
  },
});

defineMutation('updateLiveBlogPost', {
  description: 'Edits a post of a live blog, pins it, or marks it as a key event.',
  role: 'editor',
  action: 'UPDATED',
  input: 'Changes to a post. An absent field stays as it is; null clears a field that may be empty.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the post.' }),
    version: t.int({
      required: true,
      description: 'The `version` of the post that the editor changed. CONFLICT if the post has a newer version.',
    }),
    title: t.string({
      description: 'The headline of the post; stays as it is when absent, null clears it.',
      longest: 500,
    }),
    body: t.field({
      type: [BlockInput],
      description: 'The whole text of the post; stays as it is when absent. A list of typed blocks in order.',
      most: MOST_BLOCKS,
    }),
    ...defineMarks(t, 'stays as it is when absent'),
  }),
  answer: answerPost,
  async run(input, { db, now }) {
    const post = await lockAskedPost(db, input.id);
    if (post.version !== input.version)
      throw conflict(
        'version',
        `it is at version ${post.version}, but this change started from ${input.version}: load it again`,
        post.id,
      );
    const body = refuseNull('body', input.body);
    const changed = checkPost({
      title: input.title === undefined ? post.title : readTitle(input.title),
      body: body ? await readBody(db, body) : post.body,
      isKeyEvent: refuseNull('isKeyEvent', input.isKeyEvent) ?? post.isKeyEvent,
      isPinned: refuseNull('isPinned', input.isPinned) ?? post.isPinned,
    });
    await updatePost(db, post.id, { ...changed, updatedAt: now });
    await touchLiveBlog(db, post.contentId, now);
    return post.id;
  },
});

defineMutation('removeLiveBlogPost', {
  description: 'Removes a post from its live blog. The revisions of the post are kept.',
  role: 'editor',
  action: 'REMOVED',
  input: 'The post to remove.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Global id of the post.' }) }),
  answer: answerId('postId', 'Global id of the removed post.', 'LiveBlogPost'),
  async run(input, { db, now }) {
    const { contentId, id } = await lockAskedPost(db, input.id);
    await deletePost(db, id);
    await touchLiveBlog(db, contentId, now);
    return id;
  },
});

async function lockAskedPost(db: Writing['db'], globalId: string) {
  const post = await lockPost(db, readId('id', globalId, ['LiveBlogPost']));
  if (!post) throw unknownId('id', 'post');
  return post;
}

function readTitle(title: string | null | undefined): string | null {
  return readText(title)?.replace(/\s+/gu, ' ') ?? null;
}

function checkPost(post: PostValues): PostValues {
  if (post.title === null && post.body.length === 0) throw invalid('body', 'must not be empty if there is no title');
  return post;
}
