ALTER TYPE "public"."event_subject" ADD VALUE 'TAG';--> statement-breakpoint
ALTER TYPE "public"."event_subject" ADD VALUE 'AUTHOR';--> statement-breakpoint
ALTER TYPE "public"."event_subject" ADD VALUE 'SECTION';--> statement-breakpoint
ALTER TYPE "public"."event_subject" ADD VALUE 'REGION';--> statement-breakpoint
ALTER TYPE "public"."event_subject" ADD VALUE 'SERIES';--> statement-breakpoint
ALTER TYPE "public"."event_subject" ADD VALUE 'COLLECTION';--> statement-breakpoint
ALTER TYPE "public"."event_subject" ADD VALUE 'PAGE';--> statement-breakpoint
ALTER TYPE "public"."event_subject" ADD VALUE 'SITE';--> statement-breakpoint
CREATE TABLE "shown_items" (
	"content_id" bigint NOT NULL,
	"shown_by" text NOT NULL,
	"shown_by_id" bigint NOT NULL,
	CONSTRAINT "shown_items_content_id_shown_by_shown_by_id_pk" PRIMARY KEY("content_id","shown_by","shown_by_id")
);
--> statement-breakpoint
-- The time from which readers see a name. The default keeps every name visible that exists before the upgrade: nothing
-- tells whether an editor made it, or an import of a hidden item.
ALTER TABLE "authors" ADD COLUMN "shown_from" timestamp (3) with time zone DEFAULT 'epoch';--> statement-breakpoint
ALTER TABLE "breaking_items" ADD COLUMN "source_updated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "source_version" text;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "source_updated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "regions" ADD COLUMN "shown_from" timestamp (3) with time zone DEFAULT 'epoch';--> statement-breakpoint
ALTER TABLE "content_to_relate" ADD COLUMN "not_before" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "content_to_relate" ADD COLUMN "fault" text;--> statement-breakpoint
ALTER TABLE "content_to_index" ADD COLUMN "not_before" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "content_to_index" ADD COLUMN "fault" text;--> statement-breakpoint
ALTER TABLE "sections" ADD COLUMN "shown_from" timestamp (3) with time zone DEFAULT 'epoch';--> statement-breakpoint
ALTER TABLE "series" ADD COLUMN "shown_from" timestamp (3) with time zone DEFAULT 'epoch';--> statement-breakpoint
ALTER TABLE "static_pages" ADD COLUMN "source_updated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "shown_from" timestamp (3) with time zone DEFAULT 'epoch';--> statement-breakpoint
CREATE INDEX "shown_items_by_body" ON "shown_items" USING btree ("shown_by","shown_by_id");--> statement-breakpoint
CREATE INDEX "breaking_items_by_content" ON "breaking_items" USING btree ("content_id") WHERE "breaking_items"."content_id" is not null;--> statement-breakpoint
-- The items that the stored bodies show.
insert into shown_items (content_id, shown_by, shown_by_id)
  select distinct id::bigint, shown_by, shown_by_id
  from (
    select 'CONTENT' as shown_by, content_id as shown_by_id, body from articles
    union all select 'CONTENT', content_id, body from videos
    union all select 'CONTENT', content_id, body from galleries
    union all select 'CONTENT', content_id, body from infographics
    union all select 'CONTENT', content_id, body from live_blogs
    union all select 'POST', id, body from live_blog_posts
    union all select 'PAGE', id, body from static_pages
  ) as bodies
  cross join jsonb_path_query(body, '$[*] ? (@.type == "articleLink" || @.type == "relatedNews").*[*] ? (@.type() == "number")') as id;
