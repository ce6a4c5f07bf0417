-- The event log: what its triggers share.
--
-- `events` has every change to what is public. Triggers write it, so no writer can forget it: a mutation, an import, the
-- clock, or somebody at the database.
--
-- They are deferred: they run when the transaction commits, and see what it leaves behind. The lock that orders events is
-- therefore the last lock that a transaction takes, and it is held until the commit is done. Whoever waits for the lock
-- holds nothing that its holder still needs, so there is no deadlock. A transaction that stands idle does not hold the lock
-- yet, whatever it has written, so it delays nobody.

-- A setting of this transaction, or null. Writers set them with set_config('dateline.…', …, true):
-- actor (who writes), action (what is done, for the revision), now (what time it is), log (off: new rows are not logged),
-- key and key_actor (the idempotency key). The log itself sets position: where the transaction's last event is.
create function log_setting(name text) returns text language sql stable
  return nullif(current_setting('dateline.' || name, true), '');

-- The time that the transaction goes by. A writer can set it, so that one clock reading counts for the whole of a write.
create function log_now() returns timestamptz language sql volatile
  return coalesce(log_setting('now')::timestamptz, clock_timestamp());

-- Adds an event. Positions are in the order of commits: readers of the log go forward only, so an event that committed
-- later with a lower position would never be read.
create function append_event(about event_subject, about_id bigint, of_content bigint, of_type content_type, what change,
  of_version integer, why text, told jsonb) returns void language plpgsql as $$
declare at_position bigint;
begin
  -- PostgreSQL releases this lock after the commit is visible to all, so whoever takes it next commits later too.
  perform pg_advisory_xact_lock(1684107364);
  insert into events (subject, subject_id, content_id, type, change, version, reason, occurred_at, changed_by, facts)
    values (about, about_id, of_content, of_type, what, of_version, why, log_now(), coalesce(log_setting('actor'), 'import'), told)
    returning position into at_position;
  perform set_config('dateline.position', at_position::text, true);
  -- Gateways listen on this channel (src/live/listen-bus.ts). The notification carries nothing: it only says that there is
  -- something to read. Gateways also look by themselves, so a lost one loses nothing.
  notify dateline_events;
end $$;
