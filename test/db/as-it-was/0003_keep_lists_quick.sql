-- What Drizzle's tables can't say: an index with columns beside its key, and triggers that keep what lists and search walk
-- along, so that no writer has to remember it.

-- Newest first in a language, and in a section. What is public, and what is counted, can be read off them without the items themselves.
create index content_items_newest on content_items (language, published_at, id)
  include (visible_from, expires_at, type, section_id) where state = 'RELEASED';
--> statement-breakpoint
create index content_items_newest_of_section on content_items (section_id, published_at, id)
  include (visible_from, expires_at, type, language) where state = 'RELEASED';
--> statement-breakpoint

-- The date of an item, repeated where its authors, regions and tags are.
drop trigger content_tags_take_date on content_tags;
--> statement-breakpoint
drop function content_tags_take_date();
--> statement-breakpoint
create function take_date_of_item() returns trigger language plpgsql as $$
begin
  select published_at into new.published_at from content_items where id = new.content_id;
  return new;
end $$;
--> statement-breakpoint
create trigger content_tags_take_date before insert on content_tags for each row execute function take_date_of_item();
--> statement-breakpoint
create trigger content_authors_take_date before insert on content_authors for each row execute function take_date_of_item();
--> statement-breakpoint
create trigger content_regions_take_date before insert on content_regions for each row execute function take_date_of_item();
--> statement-breakpoint
create or replace function content_items_give_date() returns trigger language plpgsql as $$
begin
  update content_tags set published_at = new.published_at where content_id = new.id;
  update content_authors set published_at = new.published_at where content_id = new.id;
  update content_regions set published_at = new.published_at where content_id = new.id;
  return null;
end $$;
--> statement-breakpoint
update content_authors set published_at = content_items.published_at from content_items where content_items.id = content_id;
--> statement-breakpoint
update content_regions set published_at = content_items.published_at from content_items where content_items.id = content_id;
--> statement-breakpoint

-- All views of an item.
create function content_views_added() returns trigger language plpgsql as $$
begin
  insert into content_popularity as kept (content_id, views)
    select content_id, sum(views) from added group by content_id order by content_id
    on conflict (content_id) do update set views = kept.views + excluded.views;
  return null;
end $$;
--> statement-breakpoint
create function content_views_changed() returns trigger language plpgsql as $$
begin
  update content_popularity as kept set views = kept.views + change.views
    from (select content_id, sum(views) as views from (
        select content_id, views from added union all select content_id, -views from gone) as both_sides
      group by content_id) as change
    where kept.content_id = change.content_id;
  return null;
end $$;
--> statement-breakpoint
create function content_views_removed() returns trigger language plpgsql as $$
begin
  update content_popularity as kept set views = kept.views - change.views
    from (select content_id, sum(views) as views from gone group by content_id) as change
    where kept.content_id = change.content_id;
  return null;
end $$;
--> statement-breakpoint
create trigger content_views_added after insert on content_views
  referencing new table as added for each statement execute function content_views_added();
--> statement-breakpoint
create trigger content_views_changed after update on content_views
  referencing new table as added old table as gone for each statement execute function content_views_changed();
--> statement-breakpoint
create trigger content_views_removed after delete on content_views
  referencing old table as gone for each statement execute function content_views_removed();
--> statement-breakpoint

-- Words that are compared stay beside their row, as looking them up elsewhere costs more than comparing; the text goes elsewhere.
alter table search_documents alter column document set storage main;
--> statement-breakpoint

-- What has to be indexed for search, in the transaction that changes its words.
create function content_items_added() returns trigger language plpgsql as $$
begin
  insert into content_popularity (content_id) select id from added on conflict do nothing;
  insert into content_to_index (content_id) select id from added on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger content_items_added after insert on content_items
  referencing new table as added for each statement execute function content_items_added();
--> statement-breakpoint
create function content_items_reworded() returns trigger language plpgsql as $$
begin
  insert into content_to_index (content_id) values (new.id) on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger content_items_reworded after update on content_items for each row
  when ((old.headline, old.standfirst, old.trail_text, old.byline, old.language, old.section_id, old.state, old.visible_from)
    is distinct from (new.headline, new.standfirst, new.trail_text, new.byline, new.language, new.section_id, new.state, new.visible_from))
  execute function content_items_reworded();
--> statement-breakpoint
create function body_reworded() returns trigger language plpgsql as $$
begin
  insert into content_to_index (content_id) values (new.content_id) on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger articles_reworded after update on articles for each row
  when (old.body is distinct from new.body) execute function body_reworded();
--> statement-breakpoint
create trigger videos_reworded after update on videos for each row
  when (old.body is distinct from new.body) execute function body_reworded();
--> statement-breakpoint
create trigger galleries_reworded after update on galleries for each row
  when (old.body is distinct from new.body or old.images is distinct from new.images) execute function body_reworded();
--> statement-breakpoint
create trigger infographics_reworded after update on infographics for each row
  when (old.body is distinct from new.body or old.images is distinct from new.images) execute function body_reworded();
--> statement-breakpoint
create trigger live_blogs_reworded after update on live_blogs for each row
  when (old.body is distinct from new.body) execute function body_reworded();
--> statement-breakpoint
create function parts_added() returns trigger language plpgsql as $$
begin
  insert into content_to_index (content_id) select distinct content_id from added on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
-- What goes with its item has nothing to be indexed.
create function parts_removed() returns trigger language plpgsql as $$
begin
  insert into content_to_index (content_id) select distinct content_id from gone
    where exists (select from content_items where id = gone.content_id) on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger live_blog_posts_added after insert on live_blog_posts
  referencing new table as added for each statement execute function parts_added();
--> statement-breakpoint
create trigger live_blog_posts_changed after update on live_blog_posts
  referencing new table as added for each statement execute function parts_added();
--> statement-breakpoint
create trigger live_blog_posts_removed after delete on live_blog_posts
  referencing old table as gone for each statement execute function parts_removed();
--> statement-breakpoint
create trigger content_tags_added after insert on content_tags
  referencing new table as added for each statement execute function parts_added();
--> statement-breakpoint
create trigger content_tags_removed after delete on content_tags
  referencing old table as gone for each statement execute function parts_removed();
--> statement-breakpoint
create trigger content_authors_added after insert on content_authors
  referencing new table as added for each statement execute function parts_added();
--> statement-breakpoint
create trigger content_authors_removed after delete on content_authors
  referencing old table as gone for each statement execute function parts_removed();
--> statement-breakpoint

-- What has no foreign key, as its checks would cost as much as the rest of it.
create function content_items_forgotten() returns trigger language plpgsql as $$
begin
  delete from content_terms using gone where content_terms.content_id = gone.id;
  delete from similar_content using gone where similar_content.content_id = gone.id;
  delete from similar_content using gone where similar_content.similar_id = gone.id;
  return null;
end $$;
--> statement-breakpoint
create trigger content_items_forgotten after delete on content_items
  referencing old table as gone for each statement execute function content_items_forgotten();
--> statement-breakpoint

-- Names as they are compared: without accents, in small letters, one space for white space and ASCII punctuation.
create function plain_name(name text) returns text language sql stable
  return btrim(regexp_replace(lower(unaccent(name)), '[\s!-/:-@\[-`{-~]+', ' ', 'g'));
--> statement-breakpoint
create function tags_take_names() returns trigger language plpgsql as $$
begin
  delete from tag_names where tag_id = new.id;
  insert into tag_names (tag_id, language, name, is_whole)
    select new.id, new.language, left(array_to_string(words[first:], ' '), 200), bool_or(first = 1)
    from (select distinct string_to_array(plain_name(name), ' ') as words
      from unnest(array[new.name, new.slug] || new.aliases) as name) as names
    cross join lateral generate_series(1, least(cardinality(words), 6)) as first
    where words[first] <> ''
    group by 3;
  return null;
end $$;
--> statement-breakpoint
create trigger tags_take_names_at_first after insert on tags for each row execute function tags_take_names();
--> statement-breakpoint
create trigger tags_take_names after update on tags for each row
  when ((old.name, old.slug, old.aliases, old.language) is distinct from (new.name, new.slug, new.aliases, new.language))
  execute function tags_take_names();
--> statement-breakpoint
-- A tag is found by its names, so its items are found by them too.
create function tags_renamed() returns trigger language plpgsql as $$
begin
  insert into content_to_index (content_id) select content_id from content_tags where tag_id = new.id on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger tags_renamed after update on tags for each row
  when ((old.name, old.aliases) is distinct from (new.name, new.aliases)) execute function tags_renamed();
--> statement-breakpoint

-- What an older database holds already.
insert into content_popularity (content_id, views)
  select id, coalesce((select sum(views) from content_views where content_id = id), 0) from content_items;
--> statement-breakpoint
insert into content_to_index (content_id) select id from content_items;
--> statement-breakpoint
insert into tag_names (tag_id, language, name, is_whole)
  select id, language, left(array_to_string(words[first:], ' '), 200), bool_or(first = 1)
  from (select distinct id, language, string_to_array(plain_name(named), ' ') as words
    from tags cross join lateral unnest(array[name, slug] || aliases) as named) as names
  cross join lateral generate_series(1, least(cardinality(words), 6)) as first
  where words[first] <> ''
  group by 1, 2, 3;
