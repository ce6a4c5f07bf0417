ALTER TYPE "public"."event_subject" ADD VALUE 'TOKEN';--> statement-breakpoint
ALTER TYPE "public"."event_subject" ADD VALUE 'PREVIEW_LINK';--> statement-breakpoint
CREATE TABLE "preview_links" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "preview_links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"content_id" bigint NOT NULL,
	"token_id" integer,
	"creator" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "preview_links" ADD CONSTRAINT "preview_links_content_id_content_items_id_fk" FOREIGN KEY ("content_id") REFERENCES "public"."content_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preview_links" ADD CONSTRAINT "preview_links_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_tokens"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
-- Every gateway reads in the log that a token was revoked, changed or deleted, and closes what was opened with it: whoever
-- wrote that, a mutation, the command line, or somebody at the database.
create function log_token() returns trigger language plpgsql as $$
begin
  perform append_event('TOKEN', old.id, null, null,
    (case when tg_op = 'DELETE' or new.revoked_at is not null then 'WITHDRAWN' else 'UPDATED' end)::change, null, null, '{}');
  return null;
end $$;
--> statement-breakpoint
create constraint trigger api_tokens_log after update on api_tokens deferrable initially deferred for each row
  when ((old.revoked_at, old.role, old.expires_at, old.hash) is distinct from (new.revoked_at, new.role, new.expires_at, new.hash))
  execute function log_token();
--> statement-breakpoint
create constraint trigger api_tokens_deletion_log after delete on api_tokens deferrable initially deferred
  for each row execute function log_token();
--> statement-breakpoint
create function log_preview_link() returns trigger language plpgsql as $$
begin
  perform append_event('PREVIEW_LINK', old.id, null, null, 'WITHDRAWN', null, null, '{}');
  return null;
end $$;
--> statement-breakpoint
create constraint trigger preview_links_log after update on preview_links deferrable initially deferred for each row
  when (new.revoked_at is not null and old.revoked_at is null) execute function log_preview_link();
--> statement-breakpoint
-- Links that have expired are deleted later, which nobody has to hear of.
create constraint trigger preview_links_deletion_log after delete on preview_links deferrable initially deferred
  for each row when (old.revoked_at is null and old.expires_at > now()) execute function log_preview_link();
