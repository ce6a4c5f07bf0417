CREATE TABLE "log_pruning" (
	"is_only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"pruned_to" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
insert into log_pruning default values;
--> statement-breakpoint
-- With a hint that there is something to read: it says nothing else, and losing it loses nothing.
create or replace function append_event(about event_subject, about_id bigint, of_content bigint, of_type content_type, what change,
  of_version integer, why text, told jsonb) returns void language plpgsql as $$
declare at_position bigint;
begin
  -- Released after the commit is there for all to see: a later position is a later commit.
  perform pg_advisory_xact_lock(1684107364);
  insert into events (subject, subject_id, content_id, type, change, version, reason, occurred_at, facts)
    values (about, about_id, of_content, of_type, what, of_version, why, log_now(), told)
    returning position into at_position;
  perform set_config('dateline.position', at_position::text, true);
  notify dateline_events;
end $$;
