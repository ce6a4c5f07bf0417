-- The event log: posts of live blogs. A post is logged even if its live blog is not public. A gateway that reads the
-- log decides whether its clients may see the post, in the same way as for items.

-- Runs at the commit of a new or changed post. Stores the version as a revision, and logs it if the time of publication
-- has come. live_blog_posts.logged_version is the latest version of the post in the log, or null.
create function log_live_blog_post() returns trigger language plpgsql as $$
declare post live_blog_posts;
begin
  -- Reads the final row, because the transaction may have changed the row several times, or deleted it.
  select * into post from live_blog_posts where id = new.id;
  if not found then return null; end if;
  if not exists (select from revisions where content_id = post.content_id and post_id = post.id and version = post.version) then
    perform put_revision(post.content_id, post.id, post.version, coalesce(log_setting('action'), 'IMPORTED')::revision_action,
      to_jsonb(post) - array['logged_version']);
  end if;
  if post.published_at > log_now() or post.logged_version = post.version then return null; end if;
  update live_blog_posts set logged_version = version where id = post.id;
  perform append_event('POST', post.id, post.content_id, 'LIVE_BLOG',
    case when post.logged_version is null then 'PUBLISHED'::change else 'UPDATED' end, post.version, null, '{}');
  return null;
end $$;

-- If the writer of a new post has set logged_version, the post is not logged. This is for generated test data.
create constraint trigger live_blog_posts_added_to_log after insert on live_blog_posts
  deferrable initially deferred for each row when (new.logged_version is null) execute function log_live_blog_post();

create constraint trigger live_blog_posts_log after update of version, published_at on live_blog_posts
  deferrable initially deferred for each row execute function log_live_blog_post();

-- Logs the posts of a live blog that becomes public, or is no longer public: its posts come and go with it. Their
-- subject is the same as of posts that change one by one.
create function log_posts_of(item content_items) returns void language plpgsql as $$
declare post live_blog_posts;
begin
  if item.type <> 'LIVE_BLOG' then return; end if;
  for post in select * from live_blog_posts where content_id = item.id and logged_version is not null order by id loop
    perform append_event('POST', post.id, item.id, 'LIVE_BLOG', 'UPDATED', post.version, null, '{}');
  end loop;
end $$;

-- Runs at the commit that deletes a post. Stores its last text as a revision, and logs the deletion of a logged post.
create function log_removed_post() returns trigger language plpgsql as $$
begin
  -- If the whole live blog was deleted, its posts need no events and no revisions.
  if not exists (select from content_items where id = old.content_id) then return null; end if;
  perform put_revision(old.content_id, old.id, old.version + 1, 'REMOVED', to_jsonb(old) - array['logged_version']);
  if old.logged_version is not null then
    perform append_event('POST', old.id, old.content_id, 'LIVE_BLOG', 'WITHDRAWN', old.version + 1, null, '{}');
  end if;
  return null;
end $$;

create constraint trigger live_blog_posts_removed_from_log after delete on live_blog_posts
  deferrable initially deferred for each row execute function log_removed_post();
