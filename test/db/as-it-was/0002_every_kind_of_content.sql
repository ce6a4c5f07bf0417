-- In every PostgreSQL since 13; who owns the database may make them.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
ALTER TYPE "public"."content_type" ADD VALUE 'VIDEO';--> statement-breakpoint
ALTER TYPE "public"."content_type" ADD VALUE 'GALLERY';--> statement-breakpoint
ALTER TYPE "public"."content_type" ADD VALUE 'INFOGRAPHIC';--> statement-breakpoint
ALTER TYPE "public"."content_type" ADD VALUE 'LIVE_BLOG';--> statement-breakpoint
CREATE TABLE "galleries" (
	"content_id" bigint PRIMARY KEY NOT NULL,
	"body" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"images" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "infographics" (
	"content_id" bigint PRIMARY KEY NOT NULL,
	"body" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"images" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"embed_url" text,
	"sources" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "live_blog_posts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "live_blog_posts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"content_id" bigint NOT NULL,
	"title" text,
	"body" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_key_event" boolean DEFAULT false NOT NULL,
	"is_pinned" boolean DEFAULT false NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"source_id" text
);
--> statement-breakpoint
CREATE TABLE "live_blogs" (
	"content_id" bigint PRIMARY KEY NOT NULL,
	"body" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_popularity" (
	"content_id" bigint PRIMARY KEY NOT NULL,
	"views" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_to_relate" (
	"content_id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "similar_content" (
	"content_id" bigint NOT NULL,
	"similar_id" bigint NOT NULL,
	"score" real NOT NULL,
	CONSTRAINT "similar_content_content_id_similar_id_pk" PRIMARY KEY("content_id","similar_id")
);
--> statement-breakpoint
CREATE TABLE "content_terms" (
	"content_id" bigint NOT NULL,
	"language" text NOT NULL,
	"lexeme" text NOT NULL,
	"weight" real NOT NULL,
	CONSTRAINT "content_terms_language_lexeme_content_id_pk" PRIMARY KEY("language","lexeme","content_id")
);
--> statement-breakpoint
CREATE TABLE "content_to_index" (
	"content_id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_documents" (
	"content_id" bigint PRIMARY KEY NOT NULL,
	"language" text NOT NULL,
	"document" "tsvector" NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_lexemes" (
	"language" text NOT NULL,
	"lexeme" text NOT NULL,
	"items" integer NOT NULL,
	"as_name" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "search_lexemes_language_lexeme_pk" PRIMARY KEY("language","lexeme")
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"language" text NOT NULL,
	"word" text NOT NULL,
	"lexeme" text NOT NULL,
	"spelling" text NOT NULL,
	"known_from" timestamp (3) with time zone,
	CONSTRAINT "search_words_language_word_pk" PRIMARY KEY("language","word")
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "series_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"main_image" jsonb,
	"position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tag_names" (
	"tag_id" integer NOT NULL,
	"language" text NOT NULL,
	"name" text NOT NULL,
	"is_whole" boolean NOT NULL,
	CONSTRAINT "tag_names_tag_id_name_pk" PRIMARY KEY("tag_id","name")
);
--> statement-breakpoint
CREATE TABLE "videos" (
	"content_id" bigint PRIMARY KEY NOT NULL,
	"body" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"renditions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"captions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"embed_url" text
);
--> statement-breakpoint
DROP INDEX "content_authors_by_author";--> statement-breakpoint
DROP INDEX "content_items_newest";--> statement-breakpoint
DROP INDEX "content_items_newest_of_section";--> statement-breakpoint
DROP INDEX "content_regions_by_region";--> statement-breakpoint
DROP INDEX "authors_by_slug";--> statement-breakpoint
DROP INDEX "tags_by_slug";--> statement-breakpoint
ALTER TABLE "content_items" ALTER COLUMN "genre" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "content_items" ALTER COLUMN "genre" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "collections" ADD COLUMN "rule" jsonb;--> statement-breakpoint
ALTER TABLE "content_authors" ADD COLUMN "published_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "series_id" integer;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "duration_seconds" integer;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "image_count" integer;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "coverage_start_time" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "coverage_end_time" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "has_video" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "content_items" ADD COLUMN "has_audio" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "content_regions" ADD COLUMN "published_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "galleries" ADD CONSTRAINT "galleries_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "infographics" ADD CONSTRAINT "infographics_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_blog_posts" ADD CONSTRAINT "live_blog_posts_content_id_live_blogs_content_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."live_blogs"("content_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_blogs" ADD CONSTRAINT "live_blogs_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_popularity" ADD CONSTRAINT "content_popularity_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_to_relate" ADD CONSTRAINT "content_to_relate_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_to_index" ADD CONSTRAINT "content_to_index_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "search_documents" ADD CONSTRAINT "search_documents_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tag_names" ADD CONSTRAINT "tag_names_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "videos" ADD CONSTRAINT "videos_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "live_blog_posts_newest" ON "live_blog_posts" USING btree ("content_id","published_at","id");--> statement-breakpoint
CREATE INDEX "live_blog_posts_key_events" ON "live_blog_posts" USING btree ("content_id","published_at","id") WHERE is_key_event;--> statement-breakpoint
CREATE INDEX "live_blog_posts_pinned" ON "live_blog_posts" USING btree ("content_id","published_at","id") WHERE is_pinned;--> statement-breakpoint
CREATE UNIQUE INDEX "live_blog_posts_by_source" ON "live_blog_posts" USING btree ("content_id","source_id");--> statement-breakpoint
CREATE INDEX "content_popularity_most_viewed" ON "content_popularity" USING btree ("views","content_id");--> statement-breakpoint
CREATE INDEX "similar_content_by_similar" ON "similar_content" USING btree ("similar_id");--> statement-breakpoint
CREATE INDEX "content_terms_by_content" ON "content_terms" USING btree ("content_id");--> statement-breakpoint
CREATE INDEX "search_documents_by_word" ON "search_documents" USING gin ("document");--> statement-breakpoint
CREATE INDEX "search_words_by_lexeme" ON "search_words" USING btree ("language","lexeme");--> statement-breakpoint
CREATE INDEX "search_words_by_spelling" ON "search_words" USING gin ("spelling" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "series_by_slug" ON "series" USING btree ("language","slug");--> statement-breakpoint
CREATE INDEX "tag_names_by_prefix" ON "tag_names" USING btree ("name" text_pattern_ops,"language");--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_series_id_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "authors_by_name" ON "authors" USING btree ("language","name","id");--> statement-breakpoint
CREATE INDEX "content_authors_newest" ON "content_authors" USING btree ("author_id","published_at","content_id");--> statement-breakpoint
CREATE INDEX "content_items_newest_of_series" ON "content_items" USING btree ("series_id","published_at","id") WHERE state = 'RELEASED' and series_id is not null;--> statement-breakpoint
CREATE INDEX "content_items_newest_of_type" ON "content_items" USING btree ("language","type","published_at","id") WHERE state = 'RELEASED';--> statement-breakpoint
CREATE INDEX "content_items_newest_of_genre" ON "content_items" USING btree ("genre","published_at","id") WHERE state = 'RELEASED' and genre is not null;--> statement-breakpoint
CREATE INDEX "content_items_updated" ON "content_items" USING btree ("language","updated_at","id") WHERE state = 'RELEASED';--> statement-breakpoint
CREATE INDEX "content_items_updated_of_all" ON "content_items" USING btree ("updated_at","id") WHERE state = 'RELEASED';--> statement-breakpoint
CREATE INDEX "content_items_with_video" ON "content_items" USING btree ("published_at","id") WHERE state = 'RELEASED' and has_video;--> statement-breakpoint
CREATE INDEX "content_items_with_audio" ON "content_items" USING btree ("published_at","id") WHERE state = 'RELEASED' and has_audio;--> statement-breakpoint
CREATE INDEX "content_regions_newest" ON "content_regions" USING btree ("region_id","published_at","content_id");--> statement-breakpoint
CREATE INDEX "tags_by_name" ON "tags" USING btree ("language","name","id");--> statement-breakpoint
CREATE UNIQUE INDEX "authors_by_slug" ON "authors" USING btree ("slug","language");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_by_slug" ON "tags" USING btree ("slug","language");