-- Revisions and the event log, which no writer can forget: triggers write both when a transaction commits, from what is
-- then there. They are deferred, so the lock that puts events in the order of commits is the last that a transaction
-- takes and is held through its commit: whoever waits for it has nothing that its holder could need, and a transaction
-- that stands idle, whatever it has written, holds up nobody.
--
-- A transaction may say who writes (dateline.actor), what is done (dateline.action) and what time it is (dateline.now).
create function log_setting(name text) returns text language sql stable
  return nullif(current_setting('dateline.' || name, true), '');
--> statement-breakpoint
create function log_now() returns timestamptz language sql volatile
  return coalesce(log_setting('now')::timestamptz, clock_timestamp());
--> statement-breakpoint
create function append_event(about event_subject, about_id bigint, of_content bigint, of_type content_type, what change,
  of_version integer, why text, told jsonb) returns void language plpgsql as $$
declare at_position bigint;
begin
  -- Released after the commit is there for all to see: a later position is a later commit.
  perform pg_advisory_xact_lock(1684107364);
  insert into events (subject, subject_id, content_id, type, change, version, reason, occurred_at, changed_by, facts)
    values (about, about_id, of_content, of_type, what, of_version, why, log_now(), coalesce(log_setting('actor'), 'import'), told)
    returning position into at_position;
  perform set_config('dateline.position', at_position::text, true);
  -- A hint that there is something to read: it says nothing else, and losing it loses nothing.
  notify dateline_events;
end $$;
--> statement-breakpoint
create function content_facts(item content_items) returns jsonb language sql stable
  return jsonb_build_object('language', item.language, 'sectionId', item.section_id, 'seriesId', item.series_id,
    'genre', item.genre, 'hasVideo', item.has_video, 'hasAudio', item.has_audio, 'publishedAt', item.published_at,
    'tagIds', array(select tag_id from content_tags where content_id = item.id),
    'regionIds', array(select region_id from content_regions where content_id = item.id),
    'authorIds', array(select author_id from content_authors where content_id = item.id));
--> statement-breakpoint
-- The whole of an item, as it is edited and as a revision keeps it: names of its own newsroom by slug, items by id.
create function content_snapshot(item content_items) returns jsonb language plpgsql stable as $$
declare kind jsonb;
begin
  case item.type
    when 'ARTICLE' then select to_jsonb(articles) into kind from articles where content_id = item.id;
    when 'VIDEO' then select to_jsonb(videos) into kind from videos where content_id = item.id;
    when 'GALLERY' then select to_jsonb(galleries) into kind from galleries where content_id = item.id;
    when 'INFOGRAPHIC' then select to_jsonb(infographics) into kind from infographics where content_id = item.id;
    when 'LIVE_BLOG' then select to_jsonb(live_blogs) into kind from live_blogs where content_id = item.id;
  end case;
  return jsonb_strip_nulls(jsonb_build_object(
    'type', item.type, 'language', item.language, 'slug', item.slug, 'path', item.path, 'state', item.state,
    'headline', item.headline, 'standfirst', item.standfirst, 'trailText', item.trail_text, 'label', item.label,
    'byline', item.byline, 'genre', item.genre, 'direction', item.direction, 'mainImage', item.main_image,
    'durationSeconds', item.duration_seconds, 'coverageStartTime', item.coverage_start_time,
    'coverageEndTime', item.coverage_end_time, 'urgency', item.urgency, 'edNote', item.ed_note,
    'publishedAt', item.published_at, 'embargoedUntil', item.embargoed_until, 'expiresAt', item.expires_at,
    'withdrawnReason', item.withdrawn_reason)
    || coalesce(jsonb_build_object('body', kind->'body', 'dateline', kind->'dateline', 'sources', kind->'sources',
      'audio', kind->'audio', 'renditions', kind->'renditions', 'captions', kind->'captions',
      'embedUrl', kind->'embed_url', 'images', kind->'images'), '{}')
    || jsonb_build_object(
      'section', (select slug from sections where id = item.section_id),
      'series', (select slug from series where id = item.series_id),
      'authors', array(select slug from content_authors join authors on authors.id = author_id
        where content_id = item.id order by content_authors.position),
      'regions', array(select slug from content_regions join regions on regions.id = region_id
        where content_id = item.id order by content_regions.position),
      'tags', array(select slug from content_tags join tags on tags.id = tag_id
        where content_id = item.id order by content_tags.position),
      'related', array(select related_id from related_content where content_id = item.id order by position),
      'corrections', array(select jsonb_build_object('text', text, 'publishedAt', published_at)
        from corrections where content_id = item.id order by published_at, id)));
end $$;
--> statement-breakpoint
create function put_revision(of_content bigint, of_post bigint, of_version integer, done revision_action, snapshot jsonb)
  returns void language sql
begin atomic
  insert into revisions (content_id, post_id, version, action, changed_at, changed_by, snapshot)
    values (of_content, of_post, of_version, done, log_now(), coalesce(log_setting('actor'), 'import'), snapshot)
    on conflict do nothing;
end;
--> statement-breakpoint
create function log_content() returns trigger language plpgsql as $$
declare
  item content_items;
  corrected integer;
  is_public boolean;
  is_over boolean;
  what change;
begin
  select * into item from content_items where id = new.id;
  if not found then return null; end if;
  if not exists (select from revisions where content_id = item.id and post_id = 0 and version = item.version) then
    perform put_revision(item.id, 0, item.version, coalesce(log_setting('action'), 'IMPORTED')::revision_action,
      content_snapshot(item));
  end if;
  is_public := item.state = 'RELEASED' and item.visible_from <= log_now()
    and (item.expires_at is null or item.expires_at > log_now());
  is_over := item.state = 'RELEASED' and coalesce(item.expires_at <= log_now(), false);
  corrected := (select count(*) from corrections where content_id = item.id);
  if is_public then
    if coalesce(item.logged_version, 0) = 0 then what := 'PUBLISHED';
    elsif corrected > item.logged_corrections then what := 'CORRECTED';
    elsif item.logged_version <> item.version or (tg_op = 'UPDATE' and old.path <> new.path) then what := 'UPDATED';
    else return null;
    end if;
    update content_items set logged_version = version, logged_corrections = corrected where id = item.id;
  elsif item.logged_version > 0
    -- Why it is withdrawn is news to those who had it, also when it was hidden already.
    or (tg_op = 'UPDATE' and old.state <> 'WITHDRAWN' and item.state = 'WITHDRAWN' and item.first_published_at <= log_now()) then
    what := case when is_over then 'EXPIRED' else 'WITHDRAWN' end;
    update content_items set logged_version = case when is_over then 0 end where id = item.id;
  else
    -- The clock has nothing more to do with what is over, and opens what is not.
    if item.logged_version is distinct from (case when is_over then 0 end) then
      update content_items set logged_version = case when is_over then 0 end where id = item.id;
    end if;
    return null;
  end if;
  perform append_event('CONTENT', item.id, item.id, item.type, what, item.version,
    case when item.state = 'WITHDRAWN' then item.withdrawn_reason end, content_facts(item));
  return null;
end $$;
--> statement-breakpoint
create constraint trigger content_items_added_to_log after insert on content_items
  deferrable initially deferred for each row when (new.logged_version is null) execute function log_content();
--> statement-breakpoint
create constraint trigger content_items_log
  after update of state, version, published_at, embargoed_until, expires_at, path on content_items
  deferrable initially deferred for each row execute function log_content();
--> statement-breakpoint
create function log_breaking_item() returns trigger language plpgsql as $$
declare
  item breaking_items;
  is_shown boolean;
  what change;
begin
  select * into item from breaking_items where id = new.id;
  if not found then return null; end if;
  is_shown := item.status <> 'RETRACTED' and item.published_at <= log_now() and item.expires_at > log_now();
  if is_shown then
    if coalesce(item.logged_version, 0) = 0 then what := 'PUBLISHED';
    elsif item.logged_version = item.version then return null;
    elsif tg_op = 'UPDATE' and item.status = 'CORRECTED'
      and (old.text, old.attribution) is distinct from (new.text, new.attribution) then what := 'CORRECTED';
    else what := 'UPDATED';
    end if;
    update breaking_items set logged_version = version where id = item.id;
  elsif item.logged_version > 0
    -- That it was wrong is news to those who had it, also when it is over.
    or (tg_op = 'UPDATE' and item.logged_version = 0 and item.status = 'RETRACTED' and old.status <> 'RETRACTED') then
    what := case when item.status = 'RETRACTED' then 'RETRACTED' when item.expires_at <= log_now() then 'EXPIRED'
      else 'WITHDRAWN' end;
    update breaking_items set logged_version = case when what <> 'WITHDRAWN' then 0 end where id = item.id;
  else
    if item.logged_version is null and (item.status = 'RETRACTED' or item.expires_at <= log_now()) then
      update breaking_items set logged_version = 0 where id = item.id;
    end if;
    return null;
  end if;
  perform append_event('BREAKING', item.id, item.content_id, null, what, item.version,
    case what when 'RETRACTED' then item.retracted_reason end,
    jsonb_build_object('language', item.language, 'urgency', item.urgency,
      'regionIds', case when item.region_id is null then '[]'::jsonb else jsonb_build_array(item.region_id) end));
  return null;
end $$;
--> statement-breakpoint
create constraint trigger breaking_items_added_to_log after insert on breaking_items
  deferrable initially deferred for each row when (new.logged_version is null) execute function log_breaking_item();
--> statement-breakpoint
create constraint trigger breaking_items_log after update of status, version, published_at, expires_at on breaking_items
  deferrable initially deferred for each row execute function log_breaking_item();
--> statement-breakpoint
-- Whether its live blog is public is decided when the log is read, as of every item.
create function log_live_blog_post() returns trigger language plpgsql as $$
declare post live_blog_posts;
begin
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
--> statement-breakpoint
create constraint trigger live_blog_posts_added_to_log after insert on live_blog_posts
  deferrable initially deferred for each row when (new.logged_version is null) execute function log_live_blog_post();
--> statement-breakpoint
create constraint trigger live_blog_posts_log after update of version, published_at on live_blog_posts
  deferrable initially deferred for each row execute function log_live_blog_post();
--> statement-breakpoint
create function log_removed_post() returns trigger language plpgsql as $$
begin
  -- With its live blog gone, there is nobody to tell.
  if not exists (select from content_items where id = old.content_id) then return null; end if;
  perform put_revision(old.content_id, old.id, old.version + 1, 'REMOVED', to_jsonb(old) - array['logged_version']);
  if old.logged_version is not null then
    perform append_event('POST', old.id, old.content_id, 'LIVE_BLOG', 'WITHDRAWN', old.version + 1, null, '{}');
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger live_blog_posts_removed_from_log after delete on live_blog_posts
  deferrable initially deferred for each row execute function log_removed_post();
--> statement-breakpoint
-- What an older database has already is where its log begins.
update content_items set logged_version = case when expires_at <= now() then 0 else version end,
    logged_corrections = (select count(*) from corrections where content_id = content_items.id)
  where state = 'RELEASED' and visible_from <= now();
--> statement-breakpoint
update breaking_items set logged_version = case when status = 'RETRACTED' or expires_at <= now() then 0 else version end
  where published_at <= now();
--> statement-breakpoint
update live_blog_posts set logged_version = version where published_at <= now();
