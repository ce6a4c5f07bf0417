-- The time from which readers see a name: a section, a series, an author, a region or a tag.
--
-- shown_from of a name that somebody publishes by hand is always in the past. An import makes a name with null if no
-- document before used it. These triggers set shown_from to the time at which the first item with the name opens, and
-- change it while this time is in the future. A time in the past never changes: a name that was public stays public.

-- Returns the time at which an item opens. Null if it is not released, or if it has expired before it was written.
create function opens_at(state content_state, visible_from timestamp with time zone, expires_at timestamp with time zone)
  returns timestamptz language sql volatile
  return case when state = 'RELEASED' and (expires_at is null or expires_at > greatest(visible_from, log_now()))
    then visible_from end;

-- Returns true if shown_from of a name may have to change: the name is hidden, and would be shown from `opens` or
-- earlier than now is stored. With null for `opens`, an item has lost the name, or opens later than before.
create function may_change(shown_from timestamp with time zone, opens timestamp with time zone)
  returns boolean language sql volatile
  return (shown_from is null and opens is not null)
    or (shown_from > log_now() and (opens is null or shown_from > opens));

-- `names` is one of the five tables. Returns the ids of those names whose shown_from may have to change. Each table has
-- a statement of its own, because one statement for all takes ten times as long.
create function find_hidden_names(names text, ids integer[], opens timestamp with time zone)
  returns integer[] language plpgsql as $$
begin
  case names
    when 'sections' then return array(select id from sections where id = any(ids) and may_change(shown_from, opens));
    when 'series' then return array(select id from series where id = any(ids) and may_change(shown_from, opens));
    when 'authors' then return array(select id from authors where id = any(ids) and may_change(shown_from, opens));
    when 'regions' then return array(select id from regions where id = any(ids) and may_change(shown_from, opens));
    when 'tags' then return array(select id from tags where id = any(ids) and may_change(shown_from, opens));
  end case;
end $$;

-- Returns the query for the times at which what uses a name opens. The table `name` has the name. A section is also
-- used by the sections below it, and a region by the ticker.
create function uses_of_name(names text) returns text language sql immutable
  return case names
    when 'sections' then 'select opens_at(state, visible_from, expires_at) from content_items where section_id = name.id
      union all select child.shown_from from sections as child where child.parent_id = name.id'
    when 'series' then 'select opens_at(state, visible_from, expires_at) from content_items where series_id = name.id'
    else format('select opens_at(state, visible_from, expires_at) from content_items
      join content_%s as link on link.content_id = content_items.id where link.%s_id = name.id', names, rtrim(names, 's'))
  end || case names when 'regions'
    then ' union all select published_at from breaking_items where region_id = name.id' else '' end;

-- Sets shown_from of hidden names again. `opens` is the time at which an item that has just got these names opens.
-- Mostly no name is hidden, and nothing is written.
create function show_names(names text, ids integer[], opens timestamp with time zone)
  returns void language plpgsql as $$
declare hidden integer[] := find_hidden_names(names, ids, opens);
begin
  if hidden = '{}' then return; end if;
  -- The names are locked before their items are read, so that two writers can't miss each other's items. All writers
  -- lock names in the order of ids, so no deadlock can happen.
  execute format('select from %I where id = any($1) order by id for no key update', names) using hidden;
  execute format('
    update %1$I set shown_from = uses.opens from (
      select id, (select min(opens) from (%2$s) as used(opens)) as opens from %1$I as name where id = any($1)
    ) as uses
    where %1$I.id = uses.id and (shown_from is null or shown_from > log_now()) and shown_from is distinct from uses.opens',
    names, uses_of_name(names)) using hidden;
end $$;

-- Runs after items got or lost authors, regions or tags. The argument is the table of the names.
create function links_show_names() returns trigger language plpgsql as $$
declare
  kind text := tg_argv[0];
  key text := rtrim(kind, 's') || '_id';
  ids integer[];
  opens timestamptz;
begin
  if tg_op = 'DELETE' then
    ids := array(select distinct (to_jsonb(gone) ->> key)::integer from gone);
    perform show_names(kind, ids, null);
  else
    select array_agg(distinct id), min(opened.at) into ids, opens from (
      select (to_jsonb(added) ->> key)::integer as id, opens_at(state, visible_from, expires_at) as at
      from added join content_items on content_items.id = added.content_id
    ) as opened where opened.at is not null;
    if opens is not null then perform show_names(kind, ids, opens); end if;
  end if;
  return null;
end $$;

create trigger content_authors_show_names after insert on content_authors
  referencing new table as added for each statement execute function links_show_names('authors');

create trigger content_regions_show_names after insert on content_regions
  referencing new table as added for each statement execute function links_show_names('regions');

create trigger content_tags_show_names after insert on content_tags
  referencing new table as added for each statement execute function links_show_names('tags');

create trigger content_authors_hide_names after delete on content_authors
  referencing old table as gone for each statement execute function links_show_names('authors');

create trigger content_regions_hide_names after delete on content_regions
  referencing old table as gone for each statement execute function links_show_names('regions');

create trigger content_tags_hide_names after delete on content_tags
  referencing old table as gone for each statement execute function links_show_names('tags');

-- Runs after items were added. Shows their sections and series.
create function new_items_show_names() returns trigger language plpgsql as $$
declare
  section_ids integer[];
  series_ids integer[];
  opens timestamptz;
begin
  select array_agg(distinct section_id), array_agg(distinct series_id), min(opened.at)
    into section_ids, series_ids, opens
    from (select section_id, series_id, opens_at(state, visible_from, expires_at) as at from added) as opened
    where opened.at is not null;
  if opens is not null then
    perform show_names('sections', section_ids, opens);
    perform show_names('series', series_ids, opens);
  end if;
  return null;
end $$;

create trigger content_items_show_names after insert on content_items
  referencing new table as added for each statement execute function new_items_show_names();

-- Runs after an item opens at another time, moves to another section or series, or is deleted. Rows of its authors,
-- regions and tags are deleted with it, and have their own trigger.
create function items_show_names() returns trigger language plpgsql as $$
declare
  opens timestamptz;
  kind text;
  ids integer[];
begin
  if tg_op = 'UPDATE' then opens := opens_at(new.state, new.visible_from, new.expires_at); end if;
  for kind, ids in
    select * from (values ('sections', array[old.section_id, new.section_id]), ('series', array[old.series_id, new.series_id]),
      ('authors', array(select author_id from content_authors where content_id = old.id)),
      ('regions', array(select region_id from content_regions where content_id = old.id)),
      ('tags', array(select tag_id from content_tags where content_id = old.id))) as used
  loop
    perform show_names(kind, ids, null);
    if opens is not null then perform show_names(kind, ids, opens); end if;
  end loop;
  return null;
end $$;

create trigger content_items_change_names after update of state, published_at, embargoed_until, expires_at, section_id, series_id
  on content_items for each row when ((old.state, old.visible_from, old.expires_at, old.section_id, old.series_id)
    is distinct from (new.state, new.visible_from, new.expires_at, new.section_id, new.series_id))
  execute function items_show_names();

create trigger content_items_hide_names after delete on content_items for each row execute function items_show_names();

-- Runs after a section was added below another, moved, shown or hidden. The section above is shown with it.
create function sections_show_parent() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then perform show_names('sections', array[old.parent_id], null); end if;
  if new.shown_from is not null then perform show_names('sections', array[new.parent_id], new.shown_from); end if;
  return null;
end $$;

create trigger sections_show_parent_at_first after insert on sections
  for each row when (new.parent_id is not null) execute function sections_show_parent();

create trigger sections_show_parent after update of shown_from, parent_id on sections
  for each row when ((old.shown_from, old.parent_id) is distinct from (new.shown_from, new.parent_id))
  execute function sections_show_parent();

-- Runs after a breaking item was added or got another region. The ticker shows its region.
create function breaking_items_show_region() returns trigger language plpgsql as $$
begin
  perform show_names('regions', array[new.region_id], new.published_at);
  return null;
end $$;

create trigger breaking_items_show_region after insert or update of region_id, published_at on breaking_items
  for each row when (new.region_id is not null) execute function breaking_items_show_region();
