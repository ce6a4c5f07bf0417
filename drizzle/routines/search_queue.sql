-- The search queue. The table content_to_index lists the items that must be indexed for search. When a transaction
-- changes the words of an item, it adds the item to the queue. New items are added by items.sql. The indexer
-- (src/search/indexer.ts) removes items from the queue. An item that can't be indexed stays in the queue with its
-- `fault`, and is set aside until `not_before`.

-- Adds items to the queue. Items that were set aside are tried again at once, because they have changed. The second
-- statement locks only those: `on conflict do update` would lock every item that is in the queue already.
create function index_again(ids bigint[]) returns void language plpgsql as $$
begin
  insert into content_to_index (content_id) select unnest(ids) on conflict do nothing;
  update content_to_index set not_before = null, fault = null where content_id = any(ids) and not_before is not null;
end $$;

-- Runs after the row of an item has changed. The excluded columns contain no words, and change with most writes. All
-- other columns count, so a new field needs no change here.
create function content_items_reworded() returns trigger language plpgsql as $$
begin
  perform index_again(array[new.id]);
  return null;
end $$;

create trigger content_items_reworded after update on content_items for each row
  when (to_jsonb(old) - array['version', 'updated_at', 'logged_version', 'logged_corrections', 'source_hash',
      'source_version', 'source_updated_at']
    is distinct from to_jsonb(new) - array['version', 'updated_at', 'logged_version', 'logged_corrections', 'source_hash',
      'source_version', 'source_updated_at'])
  execute function content_items_reworded();

-- Each kind of item has a table, such as articles and videos. Runs after a row of one of these tables has changed.
create function kind_reworded() returns trigger language plpgsql as $$
begin
  perform index_again(array[new.content_id]);
  return null;
end $$;

create trigger articles_reworded after update on articles for each row
  when (old.* is distinct from new.*) execute function kind_reworded();

create trigger videos_reworded after update on videos for each row
  when (old.* is distinct from new.*) execute function kind_reworded();

create trigger galleries_reworded after update on galleries for each row
  when (old.* is distinct from new.*) execute function kind_reworded();

create trigger infographics_reworded after update on infographics for each row
  when (old.* is distinct from new.*) execute function kind_reworded();

create trigger live_blogs_reworded after update on live_blogs for each row
  when (old.* is distinct from new.*) execute function kind_reworded();

-- Runs after an item got posts, tags or authors, or after a post changed. All of these contain words to search for.
create function parts_added() returns trigger language plpgsql as $$
begin
  perform index_again(array(select distinct content_id from added));
  return null;
end $$;

-- Runs after an item lost posts, tags or authors. A deleted item loses them too, but does not have to be indexed.
create function parts_removed() returns trigger language plpgsql as $$
begin
  perform index_again(array(select distinct content_id from gone
    where exists (select from content_items where id = gone.content_id)));
  return null;
end $$;

create trigger live_blog_posts_added after insert on live_blog_posts
  referencing new table as added for each statement execute function parts_added();

create trigger live_blog_posts_changed after update on live_blog_posts
  referencing new table as added for each statement execute function parts_added();

create trigger live_blog_posts_removed after delete on live_blog_posts
  referencing old table as gone for each statement execute function parts_removed();

create trigger content_tags_added after insert on content_tags
  referencing new table as added for each statement execute function parts_added();

create trigger content_tags_removed after delete on content_tags
  referencing old table as gone for each statement execute function parts_removed();

create trigger content_authors_added after insert on content_authors
  referencing new table as added for each statement execute function parts_added();

create trigger content_authors_removed after delete on content_authors
  referencing old table as gone for each statement execute function parts_removed();

-- Runs after a tag got another name or alias. Search finds an item by the names of its tags. So all items of the tag
-- must be indexed.
create function tags_renamed() returns trigger language plpgsql as $$
begin
  perform index_again(array(select content_id from content_tags where tag_id = new.id));
  return null;
end $$;

create trigger tags_renamed after update on tags for each row
  when ((old.name, old.aliases) is distinct from (new.name, new.aliases)) execute function tags_renamed();
