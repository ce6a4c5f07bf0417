import { and, eq, isNotNull, notInArray, sql } from 'drizzle-orm';
import type { Block } from '../../body/blocks.js';
import type { Database } from '../../db/client.js';
import { putKindRow } from '../../kinds/rows.js';
import { liveBlogPosts } from '../../live-blog/table.js';
import type { ContentDraft, LiveBlogPostDraft } from '../contract/draft.js';

/** Turns the blocks of a document into stored blocks, which name other items by id. */
type LinkBlocks = (blocks: ContentDraft['body']) => Block[];

/** Writes the fields of the draft's kind, and a live blog's posts. */
export async function putDraftKind(
  db: Database,
  contentId: number,
  draft: ContentDraft,
  link: LinkBlocks,
): Promise<void> {
  await putKindRow(db, contentId, { ...draft, body: link(draft.body) });
  if (draft.type === 'LIVE_BLOG') await putPosts(db, contentId, draft.posts, link);
}

/** Writes a live blog's posts. Imported posts that the document no longer has are deleted; posts of editors stay. */
async function putPosts(
  db: Database,
  contentId: number,
  posts: readonly LiveBlogPostDraft[],
  link: LinkBlocks,
): Promise<void> {
  const named = posts.map((post) => post.sourceId);
  const isGone = named.length > 0 ? notInArray(liveBlogPosts.sourceId, named) : isNotNull(liveBlogPosts.sourceId);
  await db.delete(liveBlogPosts).where(and(eq(liveBlogPosts.contentId, contentId), isGone));
  // Of several posts with one source id, the last one counts.
  const rows = [...new Map(posts.map((post) => [post.sourceId, post])).values()].map((post) => ({
    ...post,
    contentId,
    title: post.title ?? null,
    body: link(post.body),
    updatedAt: post.updatedAt ?? post.publishedAt,
  }));
  if (rows.length === 0) return;
  await db
    .insert(liveBlogPosts)
    .values(rows)
    .onConflictDoUpdate({
      target: [liveBlogPosts.contentId, liveBlogPosts.sourceId],
      set: {
        title: sql`excluded.title`,
        body: sql`excluded.body`,
        isKeyEvent: sql`excluded.is_key_event`,
        isPinned: sql`excluded.is_pinned`,
        publishedAt: sql`excluded.published_at`,
        updatedAt: sql`excluded.updated_at`,
        version: sql`live_blog_posts.version + 1`,
      },
      // An unchanged post gets no new version.
      setWhere: sql`(live_blog_posts.title, live_blog_posts.body, live_blog_posts.is_key_event, live_blog_posts.is_pinned,
        live_blog_posts.published_at, live_blog_posts.updated_at) is distinct from (excluded.title, excluded.body,
        excluded.is_key_event, excluded.is_pinned, excluded.published_at, excluded.updated_at)`,
    });
}
