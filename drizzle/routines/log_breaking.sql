-- The event log: items of the breaking-news ticker.

-- Returns the values of a breaking item that the filters of subscribers use.
create function breaking_facts(item breaking_items) returns jsonb language sql stable
  return jsonb_build_object('language', item.language, 'urgency', item.urgency,
    'regionIds', case when item.region_id is null then '[]'::jsonb else jsonb_build_array(item.region_id) end);

-- Runs at the commit of a new or changed breaking item. Logs what changed for readers.
--
-- breaking_items.logged_version is the version that is public according to the event log. Null: not public yet. 0:
-- expired or retracted. The clock (src/event-log/clock.ts) uses this column to find items that become public or expire.
create function log_breaking_item() returns trigger language plpgsql as $$
declare
  item breaking_items;
  -- The logged_version before and after.
  was_logged integer;
  now_logged integer;
  happened change;
begin
  -- Reads the final row, because the transaction may have changed the row several times, or deleted it.
  select * into item from breaking_items where id = new.id;
  if not found then return null; end if;
  -- A new row has no event yet, although guess_logged has set its logged_version.
  was_logged := case tg_op when 'UPDATE' then item.logged_version end;
  now_logged := case when item.status = 'RETRACTED' or item.expires_at <= log_now() then 0
    when item.published_at <= log_now() then item.version end;
  if now_logged > 0 then
    if coalesce(was_logged, 0) = 0 then happened := 'PUBLISHED';
    elsif was_logged = item.version and (tg_op = 'INSERT' or old.content_id is not distinct from new.content_id) then return null;
    elsif tg_op = 'UPDATE' and item.status = 'CORRECTED'
      and (old.text, old.attribution) is distinct from (new.text, new.attribution) then happened := 'CORRECTED';
    else happened := 'UPDATED';
    end if;
  elsif was_logged > 0
    -- The retraction of an expired item is logged too: readers who saw the item must learn that it was wrong.
    or (tg_op = 'UPDATE' and was_logged = 0 and item.status = 'RETRACTED' and old.status <> 'RETRACTED') then
    happened := case when item.status = 'RETRACTED' then 'RETRACTED' when now_logged = 0 then 'EXPIRED' else 'WITHDRAWN' end;
  end if;
  if item.logged_version is distinct from now_logged then
    update breaking_items set logged_version = now_logged where id = item.id;
  end if;
  if happened = 'PUBLISHED' then
    perform log_opened_name('REGION', id, language, item.published_at)
      from regions where id = item.region_id and shown_from = item.published_at;
  end if;
  if happened is not null then
    perform append_event('BREAKING', item.id, item.content_id, null, happened, item.version,
      case happened when 'RETRACTED' then item.retracted_reason end, breaking_facts(item));
  end if;
  return null;
end $$;

-- Runs before a new breaking item is stored. Sets logged_version to the value that log_breaking_item will most likely
-- set. Otherwise the commit would write the row a second time.
create function guess_logged() returns trigger language plpgsql as $$
begin
  new.logged_version := new.version;
  return new;
end $$;

-- With the setting dateline.log = off, new rows are not logged, and the writer sets their logged_version itself.
create trigger breaking_items_logged before insert on breaking_items
  for each row when (log_setting('log') is distinct from 'off') execute function guess_logged();

create constraint trigger breaking_items_added_to_log after insert on breaking_items
  deferrable initially deferred for each row when (log_setting('log') is distinct from 'off') execute function log_breaking_item();

create constraint trigger breaking_items_log after update of status, version, published_at, expires_at, content_id
  on breaking_items
  deferrable initially deferred for each row execute function log_breaking_item();

-- Runs at the commit that deletes a breaking item. Logs it as withdrawn if the ticker showed it.
create function log_removed_breaking_item() returns trigger language plpgsql as $$
begin
  perform append_event('BREAKING', old.id, null, null, 'WITHDRAWN', old.version, null, breaking_facts(old));
  return null;
end $$;

create constraint trigger breaking_items_removed_from_log after delete on breaking_items
  deferrable initially deferred for each row when (old.logged_version > 0) execute function log_removed_breaking_item();
