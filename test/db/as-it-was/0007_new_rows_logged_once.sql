-- A row that is written again at the commit pays for all its indexes: so of a new item or line the row says at once what the
-- log will most likely have told of it. The commit has the last word.
--
-- A transaction may say that what it inserts is not told, as nobody can have followed what was there before
-- (dateline.log = off): its rows say by themselves what the log knows of them.
create function guess_logged_content() returns trigger language plpgsql as $$
begin
  if new.state = 'RELEASED' then new.logged_version := new.version; end if;
  return new;
end $$;
--> statement-breakpoint
create function guess_logged() returns trigger language plpgsql as $$
begin
  new.logged_version := new.version;
  return new;
end $$;
--> statement-breakpoint
create or replace function log_content() returns trigger language plpgsql as $$
declare
  item content_items;
  corrected integer;
  is_public boolean;
  -- What the log has told of the item, and what it will have told.
  told integer;
  telling integer;
  what change;
begin
  select * into item from content_items where id = new.id;
  if not found then return null; end if;
  if not exists (select from revisions where content_id = item.id and post_id = 0 and version = item.version) then
    perform put_revision(item.id, 0, item.version, coalesce(log_setting('action'), 'IMPORTED')::revision_action,
      content_snapshot(item));
  end if;
  told := case tg_op when 'UPDATE' then item.logged_version end;
  is_public := item.state = 'RELEASED' and item.visible_from <= log_now()
    and (item.expires_at is null or item.expires_at > log_now());
  -- The clock has nothing more to do with what is over, and opens what is not.
  telling := case when is_public then item.version when item.state = 'RELEASED' and item.expires_at <= log_now() then 0 end;
  corrected := (select count(*) from corrections where content_id = item.id);
  if is_public then
    if coalesce(told, 0) = 0 then what := 'PUBLISHED';
    elsif corrected > item.logged_corrections then what := 'CORRECTED';
    elsif told <> item.version or (tg_op = 'UPDATE' and old.path <> new.path) then what := 'UPDATED';
    else return null;
    end if;
  else
    -- Until it is public again, when all are told.
    corrected := item.logged_corrections;
    -- Why it is withdrawn is news to those who had it, also when it was hidden already.
    if told > 0
      or (tg_op = 'UPDATE' and old.state <> 'WITHDRAWN' and item.state = 'WITHDRAWN' and item.first_published_at <= log_now())
      then what := case telling when 0 then 'EXPIRED' else 'WITHDRAWN' end;
    end if;
  end if;
  if (item.logged_version, item.logged_corrections) is distinct from (telling, corrected) then
    update content_items set logged_version = telling, logged_corrections = corrected where id = item.id;
  end if;
  if what is not null then
    perform append_event('CONTENT', item.id, item.id, item.type, what, item.version,
      case when item.state = 'WITHDRAWN' then item.withdrawn_reason end, content_facts(item));
  end if;
  return null;
end $$;
--> statement-breakpoint
drop trigger content_items_added_to_log on content_items;
--> statement-breakpoint
create trigger content_items_logged before insert on content_items
  for each row when (log_setting('log') is distinct from 'off') execute function guess_logged_content();
--> statement-breakpoint
create constraint trigger content_items_added_to_log after insert on content_items
  deferrable initially deferred for each row when (log_setting('log') is distinct from 'off') execute function log_content();
--> statement-breakpoint
create or replace function log_breaking_item() returns trigger language plpgsql as $$
declare
  item breaking_items;
  told integer;
  telling integer;
  what change;
begin
  select * into item from breaking_items where id = new.id;
  if not found then return null; end if;
  told := case tg_op when 'UPDATE' then item.logged_version end;
  telling := case when item.status = 'RETRACTED' or item.expires_at <= log_now() then 0
    when item.published_at <= log_now() then item.version end;
  if telling > 0 then
    if coalesce(told, 0) = 0 then what := 'PUBLISHED';
    elsif told = item.version then return null;
    elsif tg_op = 'UPDATE' and item.status = 'CORRECTED'
      and (old.text, old.attribution) is distinct from (new.text, new.attribution) then what := 'CORRECTED';
    else what := 'UPDATED';
    end if;
  elsif told > 0
    -- That it was wrong is news to those who had it, also when it is over.
    or (tg_op = 'UPDATE' and told = 0 and item.status = 'RETRACTED' and old.status <> 'RETRACTED') then
    what := case when item.status = 'RETRACTED' then 'RETRACTED' when telling = 0 then 'EXPIRED' else 'WITHDRAWN' end;
  end if;
  if item.logged_version is distinct from telling then
    update breaking_items set logged_version = telling where id = item.id;
  end if;
  if what is not null then
    perform append_event('BREAKING', item.id, item.content_id, null, what, item.version,
      case what when 'RETRACTED' then item.retracted_reason end,
      jsonb_build_object('language', item.language, 'urgency', item.urgency,
        'regionIds', case when item.region_id is null then '[]'::jsonb else jsonb_build_array(item.region_id) end));
  end if;
  return null;
end $$;
--> statement-breakpoint
drop trigger breaking_items_added_to_log on breaking_items;
--> statement-breakpoint
create trigger breaking_items_logged before insert on breaking_items
  for each row when (log_setting('log') is distinct from 'off') execute function guess_logged();
--> statement-breakpoint
create constraint trigger breaking_items_added_to_log after insert on breaking_items
  deferrable initially deferred for each row when (log_setting('log') is distinct from 'off') execute function log_breaking_item();
