CREATE TYPE "public"."breaking_status" AS ENUM('DEVELOPING', 'CONFIRMED', 'CORRECTED', 'RETRACTED');--> statement-breakpoint
CREATE TYPE "public"."content_state" AS ENUM('DRAFT', 'RELEASED', 'WITHDRAWN');--> statement-breakpoint
CREATE TYPE "public"."content_type" AS ENUM('ARTICLE');--> statement-breakpoint
CREATE TYPE "public"."direction" AS ENUM('LTR', 'RTL');--> statement-breakpoint
CREATE TYPE "public"."genre" AS ENUM('NEWS', 'OPINION', 'ANALYSIS', 'BLOG', 'FEATURE');--> statement-breakpoint
CREATE TYPE "public"."menu" AS ENUM('MAIN', 'FOOTER');--> statement-breakpoint
CREATE TYPE "public"."tag_kind" AS ENUM('PERSON', 'ORGANISATION', 'PLACE', 'EVENT', 'SUBJECT');--> statement-breakpoint
CREATE TABLE "articles" (
	"content_id" bigint PRIMARY KEY NOT NULL,
	"body" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"dateline" text,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"audio" jsonb
);
--> statement-breakpoint
CREATE TABLE "authors" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "authors_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"role" text,
	"biography" text,
	"portrait" jsonb,
	"social_links" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "breaking_items" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "breaking_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"language" text NOT NULL,
	"text" text NOT NULL,
	"attribution" text,
	"region_id" integer,
	"urgency" smallint DEFAULT 3 NOT NULL,
	"status" "breaking_status" DEFAULT 'CONFIRMED' NOT NULL,
	"content_id" bigint,
	"published_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"source_id" text,
	CONSTRAINT "breaking_items_urgency" CHECK ("breaking_items"."urgency" between 1 and 9)
);
--> statement-breakpoint
CREATE TABLE "collection_items" (
	"collection_id" integer NOT NULL,
	"content_id" bigint NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "collection_items_collection_id_content_id_pk" PRIMARY KEY("collection_id","content_id")
);
--> statement-breakpoint
CREATE TABLE "collections" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "collections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"main_image" jsonb,
	"position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_authors" (
	"content_id" bigint NOT NULL,
	"author_id" integer NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "content_authors_content_id_author_id_pk" PRIMARY KEY("content_id","author_id")
);
--> statement-breakpoint
CREATE TABLE "content_items" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "content_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"type" "content_type" NOT NULL,
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"path" text NOT NULL,
	"headline" text NOT NULL,
	"standfirst" text,
	"trail_text" text,
	"label" text,
	"byline" text,
	"genre" "genre" DEFAULT 'NEWS' NOT NULL,
	"direction" "direction",
	"section_id" integer,
	"main_image" jsonb,
	"word_count" integer DEFAULT 0 NOT NULL,
	"urgency" smallint,
	"state" "content_state" DEFAULT 'DRAFT' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"published_at" timestamp (3) with time zone,
	"first_published_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"embargoed_until" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"visible_from" timestamp (3) with time zone GENERATED ALWAYS AS (greatest(published_at, embargoed_until)) STORED,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_reason" text,
	"translation_group_id" bigint,
	"ed_note" text,
	"source_id" text,
	"source_url" text,
	"source_hash" char(64),
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_items_path_unique" UNIQUE("path"),
	CONSTRAINT "content_items_urgency" CHECK ("content_items"."urgency" between 1 and 9),
	CONSTRAINT "content_items_released_is_dated" CHECK ("content_items"."state" <> 'RELEASED' or "content_items"."published_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "content_regions" (
	"content_id" bigint NOT NULL,
	"region_id" integer NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "content_regions_content_id_region_id_pk" PRIMARY KEY("content_id","region_id")
);
--> statement-breakpoint
CREATE TABLE "content_tags" (
	"content_id" bigint NOT NULL,
	"tag_id" integer NOT NULL,
	"position" smallint NOT NULL,
	"published_at" timestamp (3) with time zone,
	CONSTRAINT "content_tags_content_id_tag_id_pk" PRIMARY KEY("content_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "corrections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"content_id" bigint NOT NULL,
	"text" text NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "path_aliases" (
	"path" text PRIMARY KEY NOT NULL,
	"content_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_views" (
	"content_id" bigint NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"views" integer NOT NULL,
	CONSTRAINT "content_views_content_id_hour_pk" PRIMARY KEY("content_id","hour")
);
--> statement-breakpoint
CREATE TABLE "regions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "regions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "related_content" (
	"content_id" bigint NOT NULL,
	"related_id" bigint NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "related_content_content_id_related_id_pk" PRIMARY KEY("content_id","related_id")
);
--> statement-breakpoint
CREATE TABLE "sections" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"parent_id" integer,
	"path" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "sections_path_unique" UNIQUE("path")
);
--> statement-breakpoint
CREATE TABLE "editions" (
	"language" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slogan" text,
	"about" text,
	"copyright_notice" text,
	"position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "navigation_items" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "navigation_items_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"language" text NOT NULL,
	"menu" "menu" NOT NULL,
	"parent_id" integer,
	"label" text NOT NULL,
	"path" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"language" text NOT NULL,
	"time_zone" text NOT NULL,
	"logo" jsonb,
	"live_stream" jsonb,
	"social_links" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"app_links" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"share_networks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "site_has_one_row" CHECK ("site"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "static_pages" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "static_pages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"body" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tags_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"kind" "tag_kind" NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"description" text
);
--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "breaking_items" ADD CONSTRAINT "breaking_items_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "breaking_items" ADD CONSTRAINT "breaking_items_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_items" ADD CONSTRAINT "collection_items_collection_id_collections_id_fk" FOREIGN KEY ("collection_id") REFERENCES "public"."collections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collection_items" ADD CONSTRAINT "collection_items_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_authors" ADD CONSTRAINT "content_authors_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_authors" ADD CONSTRAINT "content_authors_author_id_authors_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."authors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_translation_group_id_content_items_id_fk" FOREIGN KEY ("translation_group_id") REFERENCES "public"."content_items"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_regions" ADD CONSTRAINT "content_regions_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_regions" ADD CONSTRAINT "content_regions_region_id_regions_id_fk" FOREIGN KEY ("region_id") REFERENCES "public"."regions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_tags" ADD CONSTRAINT "content_tags_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_tags" ADD CONSTRAINT "content_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "path_aliases" ADD CONSTRAINT "path_aliases_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_views" ADD CONSTRAINT "content_views_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "related_content" ADD CONSTRAINT "related_content_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "related_content" ADD CONSTRAINT "related_content_related_id_content_items_id_fk" FOREIGN KEY ("related_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sections" ADD CONSTRAINT "sections_parent_id_sections_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "navigation_items" ADD CONSTRAINT "navigation_items_parent_id_navigation_items_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."navigation_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "authors_by_slug" ON "authors" USING btree ("language","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "breaking_items_by_source" ON "breaking_items" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "breaking_items_unexpired" ON "breaking_items" USING btree ("language","expires_at");--> statement-breakpoint
CREATE INDEX "breaking_items_newest" ON "breaking_items" USING btree ("language","published_at","id");--> statement-breakpoint
CREATE INDEX "collection_items_by_content" ON "collection_items" USING btree ("content_id");--> statement-breakpoint
CREATE UNIQUE INDEX "collections_by_slug" ON "collections" USING btree ("language","slug");--> statement-breakpoint
CREATE INDEX "collections_in_order" ON "collections" USING btree ("language","position","id");--> statement-breakpoint
CREATE INDEX "content_authors_by_author" ON "content_authors" USING btree ("author_id","content_id");--> statement-breakpoint
CREATE UNIQUE INDEX "content_items_by_slug" ON "content_items" USING btree ("language","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "content_items_by_source" ON "content_items" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "content_items_newest" ON "content_items" USING btree ("language","published_at","id") WHERE state = 'RELEASED';--> statement-breakpoint
CREATE INDEX "content_items_newest_of_all" ON "content_items" USING btree ("published_at","id") WHERE state = 'RELEASED';--> statement-breakpoint
CREATE INDEX "content_items_newest_of_section" ON "content_items" USING btree ("section_id","published_at","id") WHERE state = 'RELEASED';--> statement-breakpoint
CREATE INDEX "content_items_translations" ON "content_items" USING btree ("translation_group_id") WHERE "content_items"."translation_group_id" is not null;--> statement-breakpoint
CREATE INDEX "content_regions_by_region" ON "content_regions" USING btree ("region_id","content_id");--> statement-breakpoint
CREATE INDEX "content_tags_newest" ON "content_tags" USING btree ("tag_id","published_at","content_id");--> statement-breakpoint
CREATE INDEX "corrections_by_content" ON "corrections" USING btree ("content_id","published_at");--> statement-breakpoint
CREATE INDEX "path_aliases_by_content" ON "path_aliases" USING btree ("content_id");--> statement-breakpoint
CREATE INDEX "content_views_by_hour" ON "content_views" USING btree ("hour","content_id","views");--> statement-breakpoint
CREATE UNIQUE INDEX "regions_by_slug" ON "regions" USING btree ("language","slug");--> statement-breakpoint
CREATE INDEX "related_content_by_related" ON "related_content" USING btree ("related_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sections_by_slug" ON "sections" USING btree ("language","slug");--> statement-breakpoint
CREATE INDEX "sections_by_parent" ON "sections" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "navigation_items_by_menu" ON "navigation_items" USING btree ("language","menu","position");--> statement-breakpoint
CREATE UNIQUE INDEX "static_pages_by_slug" ON "static_pages" USING btree ("language","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_by_slug" ON "tags" USING btree ("language","slug");--> statement-breakpoint
CREATE INDEX "tags_by_alias" ON "tags" USING gin ("aliases");