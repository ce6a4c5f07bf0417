-- Adds rows to other tables for new items, and deletes rows from other tables for deleted items.

-- Runs after items were inserted. Adds a row for the views of each item (views.sql), and adds the item to the search
-- queue (search_queue.sql).
create function content_items_added() returns trigger language plpgsql as $$
begin
  insert into content_popularity (content_id) select id from added on conflict do nothing;
  insert into content_to_index (content_id) select id from added on conflict do nothing;
  return null;
end $$;

create trigger content_items_added after insert on content_items
  referencing new table as added for each statement execute function content_items_added();

-- Runs after items were deleted. Deletes the rows of these items from tables that have no foreign key to items.
-- Indexing writes many rows to these tables, and checking a foreign key would double the cost of indexing.
create function content_items_forgotten() returns trigger language plpgsql as $$
begin
  delete from content_terms using gone where content_terms.content_id = gone.id;
  delete from similar_content using gone where similar_content.content_id = gone.id;
  delete from similar_content using gone where similar_content.similar_id = gone.id;
  return null;
end $$;

create trigger content_items_forgotten after delete on content_items
  referencing old table as gone for each statement execute function content_items_forgotten();
