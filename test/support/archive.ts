import type { TestDatabase } from './database.js';

/** Tables that grow with the archive. Sections, regions and the site's settings do not grow, and are read whole on purpose. */
export const GROWING_TABLES = [
  ...[
    'content_items',
    'articles',
    'videos',
    'live_blogs',
    'live_blog_posts',
    'corrections',
    'path_aliases',
    'collection_items',
  ],
  ...['content_authors', 'content_tags', 'content_regions', 'content_views', 'content_popularity', 'related_content'],
  ...['similar_content', 'breaking_items', 'authors', 'tags', 'tag_names'],
  ...['search_documents', 'search_words', 'search_lexemes', 'content_terms', 'content_to_index'],
];

/** How many items the archive is filled up with. */
export const ARCHIVE = 20_000;

/**
 * Twenty thousand more items, as large archives have them: a few tags and authors are everywhere, most are rare. One in
 * ten is a video, each live blog has five hundred posts, and the item `old-<n>` says `word<n>`.
 */
export async function fillArchive({ pool }: TestDatabase): Promise<void> {
  await pool.query(`
    with section as (select array_agg(id order by id) as ids from sections where language = 'en' and slug <> 'attic'), added as (
      insert into content_items (type, genre, has_video, language, slug, path, headline, section_id, state, published_at, updated_at)
      select case when n % 10 = 3 then 'VIDEO' when n % 1000 = 7 then 'LIVE_BLOG' else 'ARTICLE' end::content_type, case when n % 10 <> 3 and n % 1000 <> 7 then 'NEWS' end::genre,
        n % 10 = 3, 'en', 'old-' || n, '/news/old-' || n, 'Old ' || n, ids[1 + n % cardinality(ids)], 'RELEASED',
        '2026-03-01'::timestamptz - n * interval '1 hour', '2026-03-01'::timestamptz - n * interval '50 minutes'
      from generate_series(1, ${ARCHIVE}) as n, section returning id, type
    ), bodies as (
      insert into articles (content_id) select id from added where type = 'ARTICLE'
    ), players as (
      insert into videos (content_id) select id from added where type = 'VIDEO'
    ), tickers as (
      insert into live_blogs (content_id) select id from added where type = 'LIVE_BLOG'
    ), named as (
      insert into authors (language, slug, name) select 'en', 'writer-' || n, 'Writer ' || n from generate_series(1, 3000) as n
    ), topics as (
      insert into tags (language, slug, name, kind) select 'en', 'topic-' || n, 'Topic ' || n, 'SUBJECT' from generate_series(1, 3000) as n
    )
    select 1`);
  await pool.query(`
    insert into content_authors (content_id, author_id, position)
    select c.id, a.id, 0 from content_items c join authors a on a.slug = 'writer-' || (1 + c.id % 3000) where c.slug like 'old-%'`);
  await pool.query(`
    insert into content_tags (content_id, tag_id, position)
    select c.id, t.id, 0 from content_items c join tags t on t.slug = 'topic-' || (1 + c.id % 3000) where c.slug like 'old-%'
    union all
    select c.id, t.id, 1 from content_items c cross join tags t where c.slug like 'old-%' and t.language = 'en' and t.slug = 'flooding' and c.id % 4 = 0`);
  await pool.query(`
    insert into content_regions (content_id, region_id, position)
    select c.id, r.id, 0 from content_items c cross join lateral (select min(id) as id from regions where language = 'en') as r
    where c.slug like 'old-%' and c.id % 2 = 0`);
  await pool.query(`
    insert into content_views (content_id, hour, views)
    select id, date_trunc('hour', '2026-03-23 12:00+00'::timestamptz) - (id % 700) * interval '1 hour', 1 from content_items where slug like 'old-%'`);
  await pool.query(`
    insert into corrections (content_id, text, published_at) select id, 'A name was wrong.', now() from content_items where slug like 'old-%';
    insert into path_aliases (path, content_id) select '/former/' || slug, id from content_items where slug like 'old-%';
    insert into related_content (content_id, related_id, position) select id, id - 1, 0 from content_items where slug like 'old-%' and id % 3 = 0;
    insert into similar_content (content_id, similar_id, score) select id, id - 1, 0.2 from content_items where slug like 'old-%' and id % 2 = 0;
    insert into collections (language, slug, title, position) select 'en', 'old-' || n, 'Old ' || n, n from generate_series(10, 500) as n;
    insert into collection_items (collection_id, content_id, position)
      select k.id, c.id, 9 from content_items c join collections k on k.slug = 'old-' || (10 + c.id % 490) where c.slug like 'old-%';
    insert into breaking_items (language, text, published_at, updated_at, expires_at)
      select 'en', 'Line ' || n, '2026-03-22'::timestamptz - n * interval '1 hour', now(), '2026-03-23'::timestamptz - n * interval '1 hour'
      from generate_series(1, 20000) as n`);
  await pool.query(`
    insert into live_blog_posts (content_id, source_id, body, is_key_event, published_at, updated_at)
      select content_id, 'old-' || n, '[]', n % 100 = 0, '2026-03-20'::timestamptz - n * interval '1 minute', now()
      from live_blogs as b, generate_series(1, 500) as n;
    insert into search_documents (content_id, language, document, text)
      select id, 'en', setweight(to_tsvector('english', headline), 'A') || to_tsvector('english', replace(slug, 'old-', 'word')), headline
      from content_items where slug like 'old-%';
    insert into search_words (language, word, lexeme, spelling)
      select 'en', 'word' || n, 'word' || n, 'word' || n from generate_series(1, ${ARCHIVE}) as n;
    delete from content_to_index`);
  await pool.query('vacuum analyze');
}

/**
 * Ten old items with their own section, tag, author, region, series and (except some of the
 * sample) genre. Call this before the archive is filled.
 */
export async function addAttic({ pool }: TestDatabase): Promise<void> {
  await pool.query(`
    insert into sections (language, slug, name, path) values ('en', 'attic', 'Attic', '/attic');
    insert into tags (language, slug, name, kind) values ('en', 'dusty', 'Dusty', 'SUBJECT');
    insert into authors (language, slug, name) values ('en', 'retired', 'Retired');
    insert into regions (language, slug, name) values ('en', 'nowhere', 'Nowhere');
    insert into series (language, slug, title) values ('en', 'ended', 'Ended');
    insert into content_items (type, genre, language, slug, path, headline, section_id, series_id, state, published_at, updated_at)
      select 'ARTICLE', 'BLOG', 'en', 'attic-' || n, '/attic/attic-' || n, 'Attic ' || n, sections.id, series.id, 'RELEASED',
        '2004-05-01'::timestamptz - n * interval '1 day', '2004-05-01'::timestamptz - n * interval '1 day'
      from generate_series(1, 10) as n, sections, series where sections.slug = 'attic' and series.slug = 'ended';
    insert into articles (content_id) select id from content_items where slug like 'attic-%';
    insert into content_tags (content_id, tag_id, position)
      select c.id, t.id, 0 from content_items c, tags t where c.slug like 'attic-%' and t.slug = 'dusty';
    insert into content_authors (content_id, author_id, position)
      select c.id, a.id, 0 from content_items c, authors a where c.slug like 'attic-%' and a.slug = 'retired';
    insert into content_regions (content_id, region_id, position)
      select c.id, r.id, 0 from content_items c, regions r where c.slug like 'attic-%' and r.slug = 'nowhere';
    delete from content_to_index`);
}
