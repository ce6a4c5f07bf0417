-- The event log: what shows another item. A body can show the headlines of other items, a breaking item can link to an
-- item, and translations list each other. Readers see another headline or link once the other item is renamed or moved, or
-- is public or no longer public.

-- Runs after a row with a body was written or deleted. Keeps the items that the body shows in shown_items. The arguments
-- of the trigger are the subject that has the body, and the column with its id.
create function keep_shown_items() returns trigger language plpgsql as $$
declare
  has_body jsonb := to_jsonb(case tg_op when 'DELETE' then old else new end);
  its_id bigint := has_body ->> tg_argv[1];
begin
  if tg_op <> 'INSERT' then delete from shown_items where shown_by = tg_argv[0] and shown_by_id = its_id; end if;
  if tg_op = 'DELETE' then return null; end if;
  insert into shown_items (content_id, shown_by, shown_by_id)
    select distinct id::bigint, tg_argv[0], its_id
    from jsonb_path_query(has_body -> 'body', '$[*] ? (@.type == "articleLink" || @.type == "relatedNews").*[*] ? (@.type() == "number")') as id;
  return null;
end $$;

create trigger articles_show after insert or delete or update of body on articles
  for each row execute function keep_shown_items('CONTENT', 'content_id');
create trigger videos_show after insert or delete or update of body on videos
  for each row execute function keep_shown_items('CONTENT', 'content_id');
create trigger galleries_show after insert or delete or update of body on galleries
  for each row execute function keep_shown_items('CONTENT', 'content_id');
create trigger infographics_show after insert or delete or update of body on infographics
  for each row execute function keep_shown_items('CONTENT', 'content_id');
create trigger live_blogs_show after insert or delete or update of body on live_blogs
  for each row execute function keep_shown_items('CONTENT', 'content_id');
create trigger live_blog_posts_show after insert or delete or update of body on live_blog_posts
  for each row execute function keep_shown_items('POST', 'id');
create trigger static_pages_show after insert or delete or update of body on static_pages
  for each row execute function keep_shown_items('PAGE', 'id');

-- Logs everything public that shows an item. Items that this transaction has written are left out: their own triggers
-- log them.
create function log_showing(shown bigint) returns void language plpgsql as $$
declare
  item content_items;
  line breaking_items;
  shows record;
begin
  for line in select * from breaking_items where content_id = shown and logged_version > 0 order by id loop
    perform append_event('BREAKING', line.id, shown, null, 'UPDATED', line.version, null, breaking_facts(line));
  end loop;
  for item in select * from content_items
      where id <> shown and logged_version > 0 and xmin <> pg_current_xact_id()::xid and id in (
        select shown_by_id from shown_items where content_id = shown and shown_by = 'CONTENT'
        union select other.id from content_items as own join content_items as other
          on other.translation_group_id = own.translation_group_id where own.id = shown)
      order by id loop
    perform append_event('CONTENT', item.id, item.id, item.type, 'UPDATED', item.version, null, content_facts(item));
  end loop;
  for shows in select post.id, post.content_id, post.version from shown_items join live_blog_posts as post on post.id = shown_by_id
      where shown_items.content_id = shown and shown_by = 'POST' and logged_version is not null order by post.id loop
    perform append_event('POST', shows.id, shows.content_id, 'LIVE_BLOG', 'UPDATED', shows.version, null, '{}');
  end loop;
  for shows in select page.id, page.language from shown_items join static_pages as page on page.id = shown_by_id
      where shown_items.content_id = shown and shown_by = 'PAGE' order by page.id loop
    perform append_event('PAGE', shows.id, null, null, 'UPDATED', null, null, jsonb_build_object('language', shows.language));
  end loop;
end $$;
