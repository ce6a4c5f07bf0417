ALTER TABLE "breaking_items" ADD COLUMN "source_updated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "source_version" text;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "source_updated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "content_to_relate" ADD COLUMN "not_before" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "content_to_relate" ADD COLUMN "fault" text;--> statement-breakpoint
ALTER TABLE "content_to_index" ADD COLUMN "not_before" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "content_to_index" ADD COLUMN "fault" text;--> statement-breakpoint
ALTER TABLE "static_pages" ADD COLUMN "source_updated_at" timestamp (3) with time zone;