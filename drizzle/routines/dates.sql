-- Copies the date of an item to the rows of its tags, authors and regions. Then one index of content_tags finds the
-- newest items of a tag, without reading the items.

-- Runs before an item gets a tag, an author or a region. Copies the item's date into the new row.
create function take_date_of_item() returns trigger language plpgsql as $$
begin
  select published_at into new.published_at from content_items where id = new.content_id;
  return new;
end $$;

create trigger content_tags_take_date before insert on content_tags for each row execute function take_date_of_item();

create trigger content_authors_take_date before insert on content_authors for each row execute function take_date_of_item();

create trigger content_regions_take_date before insert on content_regions for each row execute function take_date_of_item();

-- Runs after an item's date has changed. Changes the date in the rows of its tags, authors and regions too.
create function content_items_give_date() returns trigger language plpgsql as $$
begin
  update content_tags set published_at = new.published_at where content_id = new.id;
  update content_authors set published_at = new.published_at where content_id = new.id;
  update content_regions set published_at = new.published_at where content_id = new.id;
  return null;
end $$;

create trigger content_items_give_date after update of published_at on content_items
  for each row when (old.published_at is distinct from new.published_at)
  execute function content_items_give_date();
