-- Rows of every table, as a gateway of 0007 wrote them. Triggers of that time add revisions, events and what is derived.
-- The clock stands at 2026-03-23 12:00 UTC.
begin;
select set_config('dateline.now', '2026-03-23T11:00:00Z', true), set_config('dateline.actor', 'Amara Diallo', true),
  set_config('dateline.action', 'PUBLISHED', true);

insert into site (language, time_zone, social_links) values ('en', 'Europe/Madrid', '[{"url": "https://social.example/tide"}]');
insert into editions (language, name, slogan) values ('en', 'The Tide', 'News of the coast'), ('es', 'La Marea', null);
insert into sections (language, slug, name, path) values ('en', 'politics', 'Politics', '/news/politics');
insert into sections (language, slug, name, path, parent_id) values ('en', 'council', 'Council', '/news/politics/council', 1);
insert into navigation_items (language, menu, label, path, position) values ('en', 'MAIN', 'Politics', '/news/politics', 0);
insert into static_pages (language, slug, title, body) values
  ('en', 'about', 'About us', '[{"type": "paragraph", "html": "We print the tide."}]');
insert into regions (language, slug, name) values ('en', 'north-coast', 'North Coast');
insert into series (language, slug, title) values ('en', 'the-strait', 'The Strait');
insert into authors (language, slug, name, role) values ('en', 'ada-winslow', 'Ada Winslow', 'Reporter');
insert into tags (language, slug, name, kind, aliases) values ('en', 'sao-tome', 'São Tomé Ferries', 'ORGANISATION', '{STF}');

insert into content_items (type, language, slug, path, headline, standfirst, trail_text, section_id, series_id, state,
    published_at, first_published_at, updated_at, expires_at, source_id, translation_group_id, has_video) values
  ('ARTICLE', 'en', 'the-ferry-is-back', '/news/politics/the-ferry-is-back', 'The ferry is back', 'After a week.', 'It sails.', 1, 1,
    'RELEASED', '2026-03-23T10:00:00Z', '2026-03-23T10:00:00Z', '2026-03-23T10:00:00Z', null, 'wire:1', 1, true),
  ('VIDEO', 'en', 'the-crossing', '/news/the-crossing', 'The crossing', null, null, null, null,
    'RELEASED', '2026-03-23T09:00:00Z', '2026-03-23T09:00:00Z', '2026-03-23T09:00:00Z', '2026-03-23T13:00:00Z', null, null, false),
  ('GALLERY', 'en', 'the-quay', '/news/the-quay', 'The quay', null, null, null, null,
    'RELEASED', '2026-03-23T14:00:00Z', '2026-03-23T14:00:00Z', '2026-03-23T10:00:00Z', null, null, null, false),
  ('INFOGRAPHIC', 'en', 'the-tides', '/news/the-tides', 'The tides', null, null, null, null,
    'DRAFT', null, null, '2026-03-23T10:00:00Z', null, null, null, false),
  ('LIVE_BLOG', 'en', 'the-vote', '/news/the-vote', 'The vote', null, null, 2, null,
    'RELEASED', '2026-03-23T08:00:00Z', '2026-03-23T08:00:00Z', '2026-03-23T08:00:00Z', null, null, null, false),
  ('ARTICLE', 'en', 'no-ferry-today', '/news/no-ferry-today', 'No ferry today', null, null, null, null,
    'RELEASED', '2026-03-20T08:00:00Z', '2026-03-20T08:00:00Z', '2026-03-20T08:00:00Z', null, null, null, false);
update content_items set genre = 'NEWS' where type = 'ARTICLE';
insert into articles (content_id, body, dateline) values
  (1, '[{"type": "paragraph", "html": "It left at <b>noon</b>."}]', 'PORT ALDER'), (6, '[]', null);
insert into videos (content_id, embed_url) values (2, 'https://video.example/1');
insert into galleries (content_id, images) values (3, '[{"url": "https://images.example/1.jpg", "alt": "The quay"}]');
insert into infographics (content_id, embed_url) values (4, 'https://charts.example/1');
insert into live_blogs (content_id) values (5);
insert into live_blog_posts (content_id, title, body, published_at, updated_at) values
  (5, 'Polls open', '[{"type": "paragraph", "html": "A queue."}]', '2026-03-23T08:10:00Z', '2026-03-23T08:10:00Z'),
  (5, 'Polls close', '[]', '2026-03-23T20:00:00Z', '2026-03-23T08:10:00Z');
insert into content_authors (content_id, author_id, position) values (1, 1, 0);
insert into content_regions (content_id, region_id, position) values (1, 1, 0);
insert into content_tags (content_id, tag_id, position) values (1, 1, 0), (2, 1, 0);
insert into related_content (content_id, related_id, position) values (1, 6, 0);
insert into path_aliases (path, content_id) values ('/old/the-ferry', 1);
insert into content_views (content_id, hour, views) values (1, '2026-03-23T10:00:00Z', 12), (1, '2026-03-23T11:00:00Z', 5);
insert into collections (language, slug, title, rule) values ('en', 'front', 'Front page', '{"sections": ["politics"]}');
insert into collection_items (collection_id, content_id, position) values (1, 1, 0);
insert into breaking_items (language, text, region_id, content_id, published_at, updated_at, expires_at) values
  ('en', 'The strait is open again', 1, 1, '2026-03-23T10:00:00Z', '2026-03-23T10:00:00Z', '2026-03-24T10:00:00Z'),
  ('en', 'The strait opens at two', null, null, '2026-03-23T14:00:00Z', '2026-03-23T10:00:00Z', '2026-03-24T10:00:00Z'),
  ('en', 'The strait is closed', null, null, '2026-03-22T10:00:00Z', '2026-03-22T10:00:00Z', '2026-03-22T20:00:00Z');
insert into api_tokens (name, role, hash, created_at, created_by) values
  ('CMS bridge', 'publisher', repeat('a', 64), '2026-03-01T00:00:00Z', 'command line');
insert into secrets (name, value) values ('preview-links', 'a-secret');
insert into idempotency_keys (actor, key, request_hash, subject_id, created_at) values
  ('Amara Diallo', 'first', repeat('b', 64), 1, '2026-03-23T10:00:00Z');
insert into search_documents (content_id, language, document, text) values (1, 'en', to_tsvector('english', 'The ferry is back'), 'The ferry is back');
insert into search_lexemes (language, lexeme, items) values ('en', 'ferri', 1);
insert into search_words (language, word, lexeme, spelling) values ('en', 'ferry', 'ferri', 'ferry');
insert into content_terms (content_id, language, lexeme, weight) values (1, 'en', 'ferri', 1);
insert into similar_content (content_id, similar_id, score) values (1, 6, 0.5);
insert into content_to_relate (content_id) values (2);
commit;

-- A second version of the article, with a correction.
begin;
select set_config('dateline.now', '2026-03-23T11:30:00Z', true), set_config('dateline.actor', 'Amara Diallo', true),
  set_config('dateline.action', 'CORRECTED', true);
insert into corrections (content_id, text, published_at) values (1, 'The ferry left at noon, not at one.', '2026-03-23T11:30:00Z');
update content_items set version = 2, updated_at = '2026-03-23T11:30:00Z' where id = 1;
commit;
