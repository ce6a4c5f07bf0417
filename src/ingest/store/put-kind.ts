import { and, eq, isNotNull, notInArray, sql } from 'drizzle-orm';
import { articles } from '../../article/table.js';
import type { Block } from '../../content/blocks.js';
import type { Database } from '../../db/client.js';
import { nullable, statement, toJson } from '../../db/statement.js';
import { galleries } from '../../gallery/table.js';
import { infographics } from '../../infographic/table.js';
import { liveBlogPosts, liveBlogs } from '../../live-blog/table.js';
import { videos } from '../../video/table.js';
import type { ContentDraft, LiveBlogPostDraft } from '../draft.js';

/** Turns blocks of a document into those that are stored. */
type LinkBlocks = (blocks: ContentDraft['body']) => Block[];

/** Writes the row of an item's own kind, over the one that is there. */
export async function putKind(db: Database, contentId: number, draft: ContentDraft, link: LinkBlocks): Promise<void> {
  const body = link(draft.body);
  const { captions, embedUrl = null, images, renditions, sources } = draft;
  switch (draft.type) {
    case 'ARTICLE':
      await putArticle(db, {
        contentId,
        body,
        dateline: draft.dateline ?? null,
        sources,
        audio: toJson(draft.audio ?? null),
      });
      break;
    case 'VIDEO':
      await putVideo(db, { contentId, body, renditions, captions, embedUrl });
      break;
    case 'GALLERY':
      await putGallery(db, { contentId, body, images });
      break;
    case 'INFOGRAPHIC':
      await putInfographic(db, { contentId, body, images, embedUrl, sources });
      break;
    case 'LIVE_BLOG':
      await putLiveBlog(db, { contentId, body });
      await putPosts(db, contentId, draft.posts, link);
  }
}

/** Takes away what an item has of a kind that it no longer is. Its words are the new kind's: they have to be indexed again. */
export async function dropKind(db: Database, contentId: number, type: ContentDraft['type']): Promise<void> {
  const table = KIND_TABLES[type];
  await db.delete(table).where(eq(table.contentId, contentId));
  await db.execute(sql`insert into content_to_index (content_id) values (${contentId}) on conflict do nothing`);
}

const KIND_TABLES = {
  ARTICLE: articles,
  VIDEO: videos,
  GALLERY: galleries,
  INFOGRAPHIC: infographics,
  LIVE_BLOG: liveBlogs,
};

const putArticle = statement('put_article', (db) =>
  db
    .insert(articles)
    .values({
      contentId: sql.placeholder('contentId'),
      body: sql.placeholder('body'),
      dateline: sql.placeholder('dateline'),
      sources: sql.placeholder('sources'),
      audio: nullable('audio'),
    })
    .onConflictDoUpdate({
      target: articles.contentId,
      set: {
        body: sql`excluded.body`,
        dateline: sql`excluded.dateline`,
        sources: sql`excluded.sources`,
        audio: sql`excluded.audio`,
      },
    }),
);

async function putVideo(db: Database, values: typeof videos.$inferInsert): Promise<void> {
  await db.insert(videos).values(values).onConflictDoUpdate({ target: videos.contentId, set: values });
}

async function putGallery(db: Database, values: typeof galleries.$inferInsert): Promise<void> {
  await db.insert(galleries).values(values).onConflictDoUpdate({ target: galleries.contentId, set: values });
}

async function putInfographic(db: Database, values: typeof infographics.$inferInsert): Promise<void> {
  await db.insert(infographics).values(values).onConflictDoUpdate({ target: infographics.contentId, set: values });
}

async function putLiveBlog(db: Database, values: typeof liveBlogs.$inferInsert): Promise<void> {
  await db.insert(liveBlogs).values(values).onConflictDoUpdate({ target: liveBlogs.contentId, set: values });
}

/** A live blog's posts as the document has them: what it no longer names goes, but for what was written here. */
async function putPosts(
  db: Database,
  contentId: number,
  posts: readonly LiveBlogPostDraft[],
  link: LinkBlocks,
): Promise<void> {
  const named = posts.map((post) => post.sourceId);
  await db
    .delete(liveBlogPosts)
    .where(
      and(
        eq(liveBlogPosts.contentId, contentId),
        named.length > 0 ? notInArray(liveBlogPosts.sourceId, named) : isNotNull(liveBlogPosts.sourceId),
      ),
    );
  // Of two with one source id, the later one stays.
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
      },
    });
}
