-- Revisions: every version of an item, and of a live blog's post, whole. The triggers of the event log keep them as a
-- transaction commits (log_content.sql, log_posts.sql).

-- The whole of an item, as editors edit it and as a revision keeps it. Sections, series, authors, regions and tags are
-- named by slug, related items by id.
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

-- Keeps a version. post_id 0 is the item itself. A version that is kept already stays as it is.
create function put_revision(of_content bigint, of_post bigint, of_version integer, done revision_action, snapshot jsonb)
  returns void language sql
begin atomic
  insert into revisions (content_id, post_id, version, action, changed_at, changed_by, snapshot)
    values (of_content, of_post, of_version, done, log_now(), coalesce(log_setting('actor'), 'import'), snapshot)
    on conflict do nothing;
end;
