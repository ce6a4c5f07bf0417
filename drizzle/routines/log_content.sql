-- The event log: items of content.

-- Returns the values of an item that the filters of subscribers use. An event stores these values as they are at the
-- commit. So the event reaches the same subscribers even if it is read after the item was changed or deleted.
create function content_facts(item content_items) returns jsonb language sql stable
  return jsonb_build_object('language', item.language, 'sectionId', item.section_id, 'seriesId', item.series_id,
    'genre', item.genre, 'hasVideo', item.has_video, 'hasAudio', item.has_audio, 'publishedAt', item.published_at,
    'tagIds', array(select tag_id from content_tags where content_id = item.id),
    'regionIds', array(select region_id from content_regions where content_id = item.id),
    'authorIds', array(select author_id from content_authors where content_id = item.id));

-- Runs at the commit of a new or changed item. Stores the version as a revision, and logs what changed for readers.
--
-- content_items.logged_version is the version that is public according to the event log. 0: expired. Null: not public,
-- for example because the item is a draft. The clock (src/event-log/clock.ts) checks only rows with null for items that
-- become public. For items that expire, the clock checks only rows with a version above 0.
create function log_content() returns trigger language plpgsql as $$
declare
  item content_items;
  correction_count integer;
  is_public boolean;
  -- The logged_version before and after.
  was_logged integer;
  now_logged integer;
  happened change;
begin
  -- Reads the final row, because the transaction may have changed the row several times, or deleted it.
  select * into item from content_items where id = new.id;
  if not found then return null; end if;
  if not exists (select from revisions where content_id = item.id and post_id = 0 and version = item.version) then
    perform put_revision(item.id, 0, item.version, coalesce(log_setting('action'), 'IMPORTED')::revision_action,
      content_snapshot(item));
  end if;
  -- A new row has no event yet, although guess_logged_content has set its logged_version.
  was_logged := case tg_op when 'UPDATE' then item.logged_version end;
  is_public := item.state = 'RELEASED' and item.visible_from <= log_now()
    and (item.expires_at is null or item.expires_at > log_now());
  now_logged := case when is_public then item.version when item.state = 'RELEASED' and item.expires_at <= log_now() then 0 end;
  correction_count := (select count(*) from corrections where content_id = item.id);
  if is_public then
    if coalesce(was_logged, 0) = 0 then happened := 'PUBLISHED';
    elsif correction_count > item.logged_corrections then happened := 'CORRECTED';
    elsif was_logged <> item.version
      or (tg_op = 'UPDATE' and (old.path, old.updated_at) is distinct from (new.path, new.updated_at)) then happened := 'UPDATED';
    else return null;
    end if;
  else
    -- The correction of a hidden item is not logged now. It is logged once the item is public again.
    correction_count := item.logged_corrections;
    -- The withdrawal of a hidden item is logged too: readers who once saw the item must learn the reason.
    if was_logged > 0
      or (tg_op = 'UPDATE' and old.state <> 'WITHDRAWN' and item.state = 'WITHDRAWN' and item.first_published_at <= log_now())
      then happened := case now_logged when 0 then 'EXPIRED' else 'WITHDRAWN' end;
    end if;
  end if;
  if (item.logged_version, item.logged_corrections) is distinct from (now_logged, correction_count) then
    update content_items set logged_version = now_logged, logged_corrections = correction_count where id = item.id;
  end if;
  if happened = 'PUBLISHED' and tg_op = 'UPDATE' and (old.state, old.visible_from) = (new.state, new.visible_from) then
    perform log_names_opened_by(item);
  end if;
  if happened is not null then
    perform append_event('CONTENT', item.id, item.id, item.type, happened, item.version,
      case when item.state = 'WITHDRAWN' then item.withdrawn_reason end, content_facts(item));
  end if;
  if (coalesce(was_logged, 0) > 0) <> is_public then
    perform log_posts_of(item);
    -- Nothing but its translations can show an item that is new.
    if tg_op = 'UPDATE' or item.translation_group_id is not null then perform log_showing(item.id); end if;
  elsif is_public and tg_op = 'UPDATE' and (old.headline, old.path) is distinct from (new.headline, new.path) then
    perform log_showing(item.id);
  end if;
  return null;
end $$;

-- Runs before a new item is stored. Sets logged_version to the value that log_content will most likely set. Otherwise
-- the commit would write the row and all its index entries a second time. log_content corrects a wrong value.
create function guess_logged_content() returns trigger language plpgsql as $$
begin
  if new.state = 'RELEASED' then new.logged_version := new.version; end if;
  return new;
end $$;

-- With the setting dateline.log = off, new rows are not logged, and the writer sets their logged_version itself. This
-- is for rows that have no subscribers yet, such as generated test data.
create trigger content_items_logged before insert on content_items
  for each row when (log_setting('log') is distinct from 'off') execute function guess_logged_content();

create constraint trigger content_items_added_to_log after insert on content_items
  deferrable initially deferred for each row when (log_setting('log') is distinct from 'off') execute function log_content();

-- Other columns of an item only change together with its version. A change of a live blog's posts sets updated_at.
create constraint trigger content_items_log
  after update of state, version, published_at, embargoed_until, expires_at, path, updated_at on content_items
  deferrable initially deferred for each row execute function log_content();

-- Runs at the commit that deletes an item. Logs the item as withdrawn if it was public.
create function log_removed_content() returns trigger language plpgsql as $$
begin
  if old.logged_version > 0 then
    perform append_event('CONTENT', old.id, old.id, old.type, 'WITHDRAWN', old.version, null, content_facts(old));
    perform log_showing(old.id);
  end if;
  delete from shown_items where content_id = old.id;
  return null;
end $$;

create constraint trigger content_items_removed_from_log after delete on content_items
  deferrable initially deferred for each row execute function log_removed_content();
