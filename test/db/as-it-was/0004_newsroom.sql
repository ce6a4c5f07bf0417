CREATE TYPE "public"."revision_action" AS ENUM('FOUND', 'IMPORTED', 'CREATED', 'UPDATED', 'PUBLISHED', 'SCHEDULED', 'UNPUBLISHED', 'WITHDRAWN', 'CORRECTED', 'RESTORED', 'REMOVED');--> statement-breakpoint
CREATE TYPE "public"."change" AS ENUM('PUBLISHED', 'UPDATED', 'CORRECTED', 'RETRACTED', 'EXPIRED', 'WITHDRAWN');--> statement-breakpoint
CREATE TYPE "public"."event_subject" AS ENUM('CONTENT', 'BREAKING', 'POST');--> statement-breakpoint
CREATE TYPE "public"."token_role" AS ENUM('contributor', 'editor', 'publisher', 'admin');--> statement-breakpoint
CREATE TABLE "revisions" (
	"content_id" bigint NOT NULL,
	"post_id" bigint DEFAULT 0 NOT NULL,
	"version" integer NOT NULL,
	"action" "revision_action" NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"snapshot" jsonb NOT NULL,
	CONSTRAINT "revisions_content_id_post_id_version_pk" PRIMARY KEY("content_id","post_id","version")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject" "event_subject" NOT NULL,
	"subject_id" bigint NOT NULL,
	"content_id" bigint,
	"type" "content_type",
	"change" "change" NOT NULL,
	"version" integer,
	"reason" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_tokens_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"role" "token_role" NOT NULL,
	"hash" char(64) NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" char(64) NOT NULL,
	"subject_id" bigint,
	"position" bigint,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "breaking_items" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "breaking_items" ADD COLUMN "retracted_reason" text;--> statement-breakpoint
ALTER TABLE "breaking_items" ADD COLUMN "logged_version" integer;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "logged_version" integer;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "logged_corrections" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "live_blog_posts" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "live_blog_posts" ADD COLUMN "logged_version" integer;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_by_subject" ON "events" USING btree ("subject","subject_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_by_hash" ON "api_tokens" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "breaking_items_to_open" ON "breaking_items" USING btree ("published_at") WHERE logged_version is null;--> statement-breakpoint
CREATE INDEX "breaking_items_to_close" ON "breaking_items" USING btree ("expires_at") WHERE logged_version > 0;--> statement-breakpoint
CREATE INDEX "content_items_to_open" ON "content_items" USING btree ("visible_from") WHERE state = 'RELEASED' and logged_version is null;--> statement-breakpoint
CREATE INDEX "content_items_to_close" ON "content_items" USING btree ("expires_at") WHERE logged_version > 0 and expires_at is not null;--> statement-breakpoint
CREATE INDEX "content_items_in_the_newsroom" ON "content_items" USING btree ("state","updated_at","id") WHERE state <> 'RELEASED';--> statement-breakpoint
CREATE INDEX "live_blog_posts_to_open" ON "live_blog_posts" USING btree ("published_at") WHERE logged_version is null;