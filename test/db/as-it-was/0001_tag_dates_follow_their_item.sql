-- A tag's newest items are found by walking content_tags alone, so each row repeats its item's date. No writer has to remember it.
create function content_tags_take_date() returns trigger language plpgsql as $$
begin
  select published_at into new.published_at from content_items where id = new.content_id;
  return new;
end $$;
--> statement-breakpoint
create trigger content_tags_take_date before insert on content_tags
  for each row execute function content_tags_take_date();
--> statement-breakpoint
create function content_items_give_date() returns trigger language plpgsql as $$
begin
  update content_tags set published_at = new.published_at where content_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create trigger content_items_give_date after update of published_at on content_items
  for each row when (old.published_at is distinct from new.published_at)
  execute function content_items_give_date();
