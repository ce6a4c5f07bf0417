-- The log begins with what an older database has in public already.
update content_items set logged_version = case when expires_at <= now() then 0 else version end,
    logged_corrections = (select count(*) from corrections where content_id = content_items.id)
  where state = 'RELEASED' and visible_from <= now();
--> statement-breakpoint
update breaking_items set logged_version = case when status = 'RETRACTED' or expires_at <= now() then 0 else version end
  where published_at <= now();
--> statement-breakpoint
update live_blog_posts set logged_version = version where published_at <= now();
