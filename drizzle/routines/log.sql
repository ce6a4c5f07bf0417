-- The event log: the functions that its triggers share.
--
-- `events` has every change to public content. Triggers write it, so no writer can forget it: neither a mutation, an import,
-- the clock, nor a person with a SQL client.
--
-- The triggers are deferred: they run when the transaction commits, and see its final rows. So the lock that orders events is
-- the last lock that a transaction takes, and it is held until the commit is done. The holder needs no further lock, so there
-- is no deadlock. An idle transaction does not hold the lock yet, so it delays nobody.

-- A setting of this transaction, or null. Writers set them with set_config('dateline.…', …, true):
-- actor (who writes), action (what is done, for the revision), now (what time it is), log (off: new rows are not logged),
-- key and key_actor (the idempotency key). The log itself sets position: where the transaction's last event is.
create function log_setting(name text) returns text language sql stable
  return nullif(current_setting('dateline.' || name, true), '');

-- The time of the transaction. A writer can set it, so that one time holds for the whole write.
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
  -- Gateways listen on this channel (src/live/listen-bus.ts). The notification is empty: it only makes them read
  -- the log. Gateways also read it regularly, so a lost notification loses no event.
  notify dateline_events;
end $$;
