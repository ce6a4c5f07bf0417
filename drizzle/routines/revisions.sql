-- Revisions: every version of an item, and of a live blog's post, with all its content. The triggers of the event log
-- store revisions when a transaction commits (log_content.sql, log_posts.sql).

-- Returns the row of an item in the table of its kind. The name of the table is the plural of the kind: live_blogs for
-- LIVE_BLOG, galleries for GALLERY.
create function kind_row(item content_items) returns jsonb language plpgsql stable as $$
declare found jsonb;
begin
  execute format('select to_jsonb(kind) - ''content_id'' from %I as kind where content_id = $1',
    regexp_replace(lower(item.type::text), 'y$', 'ie') || 's') into found using item.id;
  return coalesce(found, '{}');
end $$;

-- Turns the names of columns into the names of fields: trail_text becomes trailText.
create function field_names(columns jsonb) returns jsonb language sql immutable
  return (select jsonb_object_agg(case when strpos(key, '_') = 0 then key
    else lower(left(key, 1)) || substr(replace(initcap(replace(key, '_', ' ')), ' ', ''), 2) end, value)
    from jsonb_each(columns));

-- Returns an item with all its content, in the form that editors edit and revisions store. Every column of the item's
-- rows is included, so a new field needs no change here. Only columns that the gateway maintains itself are left out:
-- ids, dates and counts. Sections, series, authors, regions and tags are identified by slug, and related items by id.
create function content_snapshot(item content_items) returns jsonb language plpgsql stable as $$
begin
  return field_names(jsonb_strip_nulls(to_jsonb(item) || kind_row(item)) - array['id', 'section_id', 'series_id',
    'translation_group_id', 'image_count', 'has_video', 'has_audio', 'word_count', 'version', 'first_published_at',
    'updated_at', 'visible_from', 'withdrawn_at', 'source_id', 'source_url', 'source_hash', 'source_version',
    'source_updated_at', 'created_at', 'created_by', 'logged_version', 'logged_corrections'])
    || jsonb_strip_nulls(jsonb_build_object(
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

-- Stores a version. For a version of the item itself, of_post is 0. If the version is stored already, nothing changes.
create function put_revision(of_content bigint, of_post bigint, of_version integer, done revision_action, snapshot jsonb)
  returns void language sql
begin atomic
  insert into revisions (content_id, post_id, version, action, changed_at, changed_by, snapshot)
    values (of_content, of_post, of_version, done, log_now(), coalesce(log_setting('actor'), 'import'), snapshot)
    on conflict do nothing;
end;
