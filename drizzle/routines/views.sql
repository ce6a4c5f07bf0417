-- The triggers in this file keep the total views of each item, in the table content_popularity. A row of content_views
-- has the views of an item in one hour. The total of an item is the sum of these rows. Lists in the order MOST_READ use
-- the total. Each trigger runs once for a statement, not once for each row.

-- Runs after rows for new hours were inserted. Adds their views to the totals. Totals are updated in the order of item
-- ids. So two statements for the same items lock them in the same order, and do not deadlock.
create function content_views_added() returns trigger language plpgsql as $$
begin
  insert into content_popularity as kept (content_id, views)
    select content_id, sum(views) from added group by content_id order by content_id
    on conflict (content_id) do update set views = kept.views + excluded.views;
  return null;
end $$;

create trigger content_views_added after insert on content_views
  referencing new table as added for each statement execute function content_views_added();

-- Runs after the views of existing hours were changed. Adds the differences to the totals.
create function content_views_changed() returns trigger language plpgsql as $$
begin
  update content_popularity as kept set views = kept.views + change.views
    from (select content_id, sum(views) as views from (
        select content_id, views from added union all select content_id, -views from gone) as both_sides
      group by content_id) as change
    where kept.content_id = change.content_id;
  return null;
end $$;

create trigger content_views_changed after update on content_views
  referencing new table as added old table as gone for each statement execute function content_views_changed();

-- Runs after the rows of hours were deleted. Subtracts their views from the totals.
create function content_views_removed() returns trigger language plpgsql as $$
begin
  update content_popularity as kept set views = kept.views - change.views
    from (select content_id, sum(views) as views from gone group by content_id) as change
    where kept.content_id = change.content_id;
  return null;
end $$;

create trigger content_views_removed after delete on content_views
  referencing old table as gone for each statement execute function content_views_removed();
