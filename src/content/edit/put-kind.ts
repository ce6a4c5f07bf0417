import { eq, sql } from 'drizzle-orm';
import { articles } from '../../article/table.js';
import type { Database } from '../../db/client.js';
import { nullable, statement, toJson } from '../../db/statement.js';
import { galleries } from '../../gallery/table.js';
import { infographics } from '../../infographic/table.js';
import { liveBlogs } from '../../live-blog/table.js';
import { videos } from '../../video/table.js';
import type { ContentType } from '../filter.js';

/** What an item has that only its own kind's table holds. */
export interface KindFields
  extends Pick<typeof articles.$inferSelect, 'body' | 'sources'>,
    Pick<typeof videos.$inferSelect, 'renditions' | 'captions'>,
    Pick<typeof galleries.$inferSelect, 'images'> {
  readonly type: ContentType;
  readonly dateline?: string | undefined;
  readonly audio?: typeof articles.$inferSelect.audio | undefined;
  readonly embedUrl?: string | undefined;
}

/** Writes the row of an item's own kind, over the one that is there. */
export async function putKind(db: Database, contentId: number, fields: KindFields): Promise<void> {
  const { body, captions, embedUrl = null, images, renditions, sources, type } = fields;
  switch (type) {
    case 'ARTICLE': {
      const { audio = null, dateline = null } = fields;
      return void (await putArticle(db, { contentId, body, dateline, sources, audio: toJson(audio) }));
    }
    case 'VIDEO':
      return putVideo(db, { contentId, body, renditions, captions, embedUrl });
    case 'GALLERY':
      return putGallery(db, { contentId, body, images });
    case 'INFOGRAPHIC':
      return putInfographic(db, { contentId, body, images, embedUrl, sources });
    case 'LIVE_BLOG':
      return putLiveBlog(db, { contentId, body });
  }
}

/** Takes away what an item has of a kind that it no longer is. Its words are the new kind's: they have to be indexed again. */
export async function dropKind(db: Database, contentId: number, type: ContentType): Promise<void> {
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
