-- What Drizzle's tables can't say, and the data of an older database. The triggers that keep it are in routines/.

-- Newest first in a language, and in a section. The columns beside the keys tell what is public and what is counted, so the
-- items themselves need not be read.
create index content_items_newest on content_items (language, published_at, id)
  include (visible_from, expires_at, type, section_id) where state = 'RELEASED';
--> statement-breakpoint
create index content_items_newest_of_section on content_items (section_id, published_at, id)
  include (visible_from, expires_at, type, language) where state = 'RELEASED';
--> statement-breakpoint

-- A search compares the words of many rows, so they stay in the row, and PostgreSQL moves the text out of it.
alter table search_documents alter column document set storage main;
--> statement-breakpoint

update content_authors set published_at = content_items.published_at from content_items where content_items.id = content_id;
--> statement-breakpoint
update content_regions set published_at = content_items.published_at from content_items where content_items.id = content_id;
--> statement-breakpoint
insert into content_popularity (content_id, views)
  select id, coalesce((select sum(views) from content_views where content_id = id), 0) from content_items;
--> statement-breakpoint
insert into content_to_index (content_id) select id from content_items;
--> statement-breakpoint
-- As tags_take_names does it for new tags.
insert into tag_names (tag_id, language, name, is_whole)
  select id, language, left(array_to_string(words[first:], ' '), 200), bool_or(first = 1)
  from (select distinct id, language,
      string_to_array(btrim(regexp_replace(lower(unaccent(named)), '[\s!-/:-@\[-`{-~]+', ' ', 'g')), ' ') as words
    from tags cross join lateral unnest(array[name, slug] || aliases) as named) as names
  cross join lateral generate_series(1, least(cardinality(words), 6)) as first
  where words[first] <> ''
  group by 1, 2, 3;
