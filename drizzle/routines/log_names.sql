-- The event log: what has a name and a page but is no item (tags, authors, sections, regions, series, collections and
-- static pages), and the site.

-- Returns true if readers see a name now (shown_names.sql). They see every row of a table without shown_from.
create function is_shown_now(named jsonb) returns boolean language sql volatile
  return not named ? 'shown_from' or coalesce((named ->> 'shown_from')::timestamptz <= log_now(), false);

-- Runs at the commit of a new, changed or deleted row. The argument of the trigger is the subject. A renamed tag is one
-- event, and not an event for each of its items: items refer to tags by their ids.
create function log_named() returns trigger language plpgsql as $$
declare
  was jsonb := to_jsonb(old);
  named jsonb := coalesce(to_jsonb(new), to_jsonb(old));
  was_shown boolean := tg_op <> 'INSERT' and is_shown_now(was);
  is_shown boolean := tg_op <> 'DELETE' and is_shown_now(named);
  place_changed boolean := was_shown <> is_shown or to_jsonb(old) -> 'position' <> to_jsonb(new) -> 'position'
    or to_jsonb(old) -> 'parent_id' <> to_jsonb(new) -> 'parent_id';
begin
  if not (was_shown or is_shown) then return null; end if;
  perform append_event(tg_argv[0]::event_subject, (named ->> 'id')::bigint, null, null,
    (case when not was_shown then 'PUBLISHED' when not is_shown then 'WITHDRAWN' else 'UPDATED' end)::change, null, null,
    jsonb_build_object('language', named ->> 'language'));
  -- The site lists its pages and regions, and a section lists the sections below it.
  if place_changed and tg_argv[0] in ('PAGE', 'REGION') then perform log_site_in(named ->> 'language'); end if;
  if place_changed and tg_argv[0] = 'SECTION' then
    perform append_event('SECTION', id, null, null, 'UPDATED', null, null, jsonb_build_object('language', language))
      from sections where id in ((named ->> 'parent_id')::int, (was ->> 'parent_id')::int);
  end if;
  return null;
end $$;

create constraint trigger tags_come_and_go_log after insert or delete on tags deferrable initially deferred
  for each row when (log_setting('log') is distinct from 'off') execute function log_named('TAG');
create constraint trigger tags_log after update on tags deferrable initially deferred
  for each row when (old is distinct from new) execute function log_named('TAG');

create constraint trigger authors_come_and_go_log after insert or delete on authors deferrable initially deferred
  for each row when (log_setting('log') is distinct from 'off') execute function log_named('AUTHOR');
create constraint trigger authors_log after update on authors deferrable initially deferred
  for each row when (old is distinct from new) execute function log_named('AUTHOR');

create constraint trigger sections_come_and_go_log after insert or delete on sections deferrable initially deferred
  for each row when (log_setting('log') is distinct from 'off') execute function log_named('SECTION');
create constraint trigger sections_log after update on sections deferrable initially deferred
  for each row when (old is distinct from new) execute function log_named('SECTION');

create constraint trigger regions_come_and_go_log after insert or delete on regions deferrable initially deferred
  for each row when (log_setting('log') is distinct from 'off') execute function log_named('REGION');
create constraint trigger regions_log after update on regions deferrable initially deferred
  for each row when (old is distinct from new) execute function log_named('REGION');

create constraint trigger series_come_and_go_log after insert or delete on series deferrable initially deferred
  for each row when (log_setting('log') is distinct from 'off') execute function log_named('SERIES');
create constraint trigger series_log after update on series deferrable initially deferred
  for each row when (old is distinct from new) execute function log_named('SERIES');

create constraint trigger collections_come_and_go_log after insert or delete on collections deferrable initially deferred
  for each row when (log_setting('log') is distinct from 'off') execute function log_named('COLLECTION');
create constraint trigger collections_log after update on collections deferrable initially deferred
  for each row when (old is distinct from new) execute function log_named('COLLECTION');

create constraint trigger static_pages_come_and_go_log after insert or delete on static_pages deferrable initially deferred
  for each row when (log_setting('log') is distinct from 'off') execute function log_named('PAGE');
create constraint trigger static_pages_log after update on static_pages deferrable initially deferred
  for each row when (old is distinct from new) execute function log_named('PAGE');

-- Logs a name that readers see since `opened`, unless something else that opened at that moment has logged it already.
create function log_opened_name(about event_subject, about_id bigint, in_language text, opened timestamp with time zone)
  returns void language plpgsql as $$
begin
  if exists (select from events where subject = about and subject_id = about_id and change = 'PUBLISHED' and occurred_at >= opened)
    then return; end if;
  perform append_event(about, about_id, null, null, 'PUBLISHED', null, null, jsonb_build_object('language', in_language));
end $$;

-- Logs the names that readers see from the moment at which an item has opened by itself. No row of these names was
-- written then.
create function log_names_opened_by(item content_items) returns void language plpgsql as $$
begin
  perform log_opened_name(subject::event_subject, id, language, item.visible_from)
    from (
      with recursive above as (
        select id, parent_id, language, shown_from from sections where id = item.section_id
        union select sections.id, sections.parent_id, sections.language, sections.shown_from
          from sections join above on sections.id = above.parent_id
      )
      select 'SECTION' as subject, id, language, shown_from from above
      union all select 'SERIES', id, language, shown_from from series where id = item.series_id
      union all select 'AUTHOR', id, language, shown_from from authors
        where id in (select author_id from content_authors where content_id = item.id)
      union all select 'REGION', id, language, shown_from from regions
        where id in (select region_id from content_regions where content_id = item.id)
      union all select 'TAG', id, language, shown_from from tags
        where id in (select tag_id from content_tags where content_id = item.id)
    ) as named
    where shown_from = item.visible_from;
end $$;

-- Runs at the commit that changes which items an editor chose for a collection.
create function log_chosen_items() returns trigger language plpgsql as $$
declare of_collection collections;
begin
  select * into of_collection from collections
    where id = (case tg_op when 'DELETE' then old else new end).collection_id;
  if not found then return null; end if;
  perform append_event('COLLECTION', of_collection.id, null, null, 'UPDATED', null, null,
    jsonb_build_object('language', of_collection.language));
  return null;
end $$;

create constraint trigger collection_items_log after insert or update or delete on collection_items
  deferrable initially deferred for each row when (log_setting('log') is distinct from 'off') execute function log_chosen_items();

-- Logs the site in a language. Subjects have numbers, so the site in a language has the hash of its language tag.
create function log_site_in(tag text) returns void language plpgsql as $$
begin
  perform append_event('SITE', hashtext(tag), null, null, 'UPDATED', null, null, jsonb_build_object('language', tag));
end $$;

-- Runs at the commit that changes an edition or a menu.
create function log_edition() returns trigger language plpgsql as $$
begin
  perform log_site_in((case tg_op when 'DELETE' then old else new end).language);
  return null;
end $$;

create constraint trigger editions_come_and_go_log after insert or delete on editions
  deferrable initially deferred for each row when (log_setting('log') is distinct from 'off') execute function log_edition();
create constraint trigger editions_log after update on editions
  deferrable initially deferred for each row when (old is distinct from new) execute function log_edition();
create constraint trigger navigation_items_log after insert or update or delete on navigation_items
  deferrable initially deferred for each row when (log_setting('log') is distinct from 'off') execute function log_edition();

-- Runs at the commit that changes the settings of the site. They are the same in every language.
create function log_site() returns trigger language plpgsql as $$
begin
  perform log_site_in(language) from (select language from editions union select language from site order by 1) as own;
  return null;
end $$;

create constraint trigger site_comes_and_goes_log after insert or delete on site
  deferrable initially deferred for each row when (log_setting('log') is distinct from 'off') execute function log_site();
create constraint trigger site_log after update on site
  deferrable initially deferred for each row when (old is distinct from new) execute function log_site();
