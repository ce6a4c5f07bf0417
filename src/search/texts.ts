import { sql } from 'drizzle-orm';
import { articles } from '../article/table.js';
import { authors } from '../author/table.js';
import type { Block } from '../content/blocks.js';
import { contentAuthors, contentItems, contentTags } from '../content/table.js';
import { bodyText } from '../content/text.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { galleries } from '../gallery/table.js';
import type { Image } from '../image/image.js';
import { infographics } from '../infographic/table.js';
import { liveBlogPosts, liveBlogs } from '../live-blog/table.js';
import { tags } from '../tag/table.js';
import { videos } from '../video/table.js';

/** The newest posts of a live blog that are indexed. */
const MOST_POSTS = 500;

/** What an item says, by where it says it. */
export interface ItemTexts {
  readonly id: number;
  readonly language: string;
  readonly headline: string;
  readonly standfirst: string;
  readonly body: string;
  /** Tags with their other names, the byline, authors. */
  readonly names: string;
  /** From when on readers may know its words; null for what no editor has released, or has taken back. */
  readonly knownFrom: Date | null;
}

const selectTexts = statement('texts_to_index', (db) =>
  db
    .select({
      id: contentItems.id,
      language: contentItems.language,
      headline: contentItems.headline,
      standfirst: contentItems.standfirst,
      trailText: contentItems.trailText,
      byline: contentItems.byline,
      state: contentItems.state,
      visibleFrom: contentItems.visibleFrom,
      body: sql<Block[] | null>`coalesce(${articles.body}, ${videos.body}, ${galleries.body}, ${infographics.body},
        ${liveBlogs.body})`,
      images: sql<Image[] | null>`coalesce(${galleries.images}, ${infographics.images})`,
      posts: sql<{ title: string | null; body: Block[] }[] | null>`case when ${contentItems.type} = 'LIVE_BLOG' then (
        select json_agg(json_build_object('title', title, 'body', body)) from (
          select ${liveBlogPosts.title}, ${liveBlogPosts.body} from ${liveBlogPosts}
          where ${liveBlogPosts.contentId} = ${contentItems.id} and ${liveBlogPosts.publishedAt} <= ${sql.placeholder('now')}
          order by ${liveBlogPosts.publishedAt} desc, ${liveBlogPosts.id} desc limit ${sql.raw(String(MOST_POSTS))}
        ) as newest) end`,
      tagNames: sql<string[]>`array(select unnest(${tags.name} || ${tags.aliases}) from ${contentTags}
        join ${tags} on ${tags.id} = ${contentTags.tagId} where ${contentTags.contentId} = ${contentItems.id})`,
      authorNames: sql<string[]>`array(select ${authors.name} from ${contentAuthors}
        join ${authors} on ${authors.id} = ${contentAuthors.authorId} where ${contentAuthors.contentId} = ${contentItems.id})`,
    })
    .from(contentItems)
    .leftJoin(articles, sql`${articles.contentId} = ${contentItems.id}`)
    .leftJoin(videos, sql`${videos.contentId} = ${contentItems.id}`)
    .leftJoin(galleries, sql`${galleries.contentId} = ${contentItems.id}`)
    .leftJoin(infographics, sql`${infographics.contentId} = ${contentItems.id}`)
    .leftJoin(liveBlogs, sql`${liveBlogs.contentId} = ${contentItems.id}`)
    .where(sql`${contentItems.id} = any(${sql.placeholder('ids')}::bigint[])`),
);

/** What items say, of every kind and state: what readers may find of it is decided when they search. */
export async function readTexts(db: Database, now: Date, ids: readonly number[]): Promise<ItemTexts[]> {
  const rows = await selectTexts(db, { now, ids });
  return rows.map((row) => {
    const captions = (row.images ?? []).map(({ altText, caption }) => caption ?? altText);
    const posts = (row.posts ?? []).flatMap(({ body, title }) => [title ?? '', bodyText(body)]);
    return {
      id: row.id,
      language: row.language,
      headline: row.headline,
      standfirst: joinLines([row.standfirst, row.trailText === row.standfirst ? null : row.trailText]),
      body: joinLines([bodyText(row.body ?? []), ...captions, ...posts]),
      names: joinLines([...row.tagNames, row.byline, ...row.authorNames]),
      knownFrom: row.state === 'RELEASED' ? row.visibleFrom : null,
    };
  });
}

function joinLines(texts: readonly (string | null)[]): string {
  return texts.filter(Boolean).join('\n');
}
