-- Which functions and triggers of routines/ the database has, each with a hash of the statement that made it. What is named
-- here is ours: it is replaced when its file changes, and dropped when no file has it any more. Nothing else is touched
-- (src/db/routines.ts).
create table drizzle.routines (name text primary key, hash text not null);
--> statement-breakpoint
-- What migrations made before this one. No statement has an empty hash, so all of it is replaced once.
insert into drizzle.routines (name, hash) select name, '' from regexp_split_to_table($$
function append_event(about event_subject, about_id bigint, of_content bigint, of_type content_type, what change, of_version integer, why text, told jsonb)
function body_reworded()
function content_facts(item content_items)
function content_items_added()
function content_items_forgotten()
function content_items_give_date()
function content_items_reworded()
function content_snapshot(item content_items)
function content_tags_take_date()
function content_views_added()
function content_views_changed()
function content_views_removed()
function guess_logged()
function guess_logged_content()
function log_breaking_item()
function log_content()
function log_live_blog_post()
function log_now()
function log_preview_link()
function log_removed_post()
function log_setting(name text)
function log_token()
function parts_added()
function parts_removed()
function plain_name(name text)
function put_revision(of_content bigint, of_post bigint, of_version integer, done revision_action, snapshot jsonb)
function tags_renamed()
function tags_take_names()
function take_date_of_item()
trigger api_tokens_deletion_log on api_tokens
trigger api_tokens_log on api_tokens
trigger articles_reworded on articles
trigger breaking_items_added_to_log on breaking_items
trigger breaking_items_log on breaking_items
trigger breaking_items_logged on breaking_items
trigger content_authors_added on content_authors
trigger content_authors_removed on content_authors
trigger content_authors_take_date on content_authors
trigger content_items_added on content_items
trigger content_items_added_to_log on content_items
trigger content_items_forgotten on content_items
trigger content_items_give_date on content_items
trigger content_items_log on content_items
trigger content_items_logged on content_items
trigger content_items_reworded on content_items
trigger content_regions_take_date on content_regions
trigger content_tags_added on content_tags
trigger content_tags_removed on content_tags
trigger content_tags_take_date on content_tags
trigger content_views_added on content_views
trigger content_views_changed on content_views
trigger content_views_removed on content_views
trigger galleries_reworded on galleries
trigger infographics_reworded on infographics
trigger live_blog_posts_added on live_blog_posts
trigger live_blog_posts_added_to_log on live_blog_posts
trigger live_blog_posts_changed on live_blog_posts
trigger live_blog_posts_log on live_blog_posts
trigger live_blog_posts_logged on live_blog_posts
trigger live_blog_posts_removed on live_blog_posts
trigger live_blog_posts_removed_from_log on live_blog_posts
trigger live_blogs_reworded on live_blogs
trigger preview_links_deletion_log on preview_links
trigger preview_links_log on preview_links
trigger tags_renamed on tags
trigger tags_take_names on tags
trigger tags_take_names_at_first on tags
trigger videos_reworded on videos
$$, '\n') as name where name <> '';
