-- The event log: the functions that its triggers share.
--
-- The table `events` has every change to public content. Triggers write the events, so no writer can forget an event.
-- Writers are mutations, imports, the clock, and people with a SQL client.
--
-- The triggers are deferred: they run when the transaction commits, and see its final rows. So the lock that orders
-- events is the last lock that a transaction takes. The transaction holds this lock until the commit is done, and needs
-- no further lock, so there is no deadlock. An idle transaction does not hold the lock yet, so it delays nobody.

-- Returns a setting of this transaction, or null. Writers set a setting with set_config('dateline.NAME', VALUE, true):
--   actor: who writes.
--   action: what is done. The revision stores it.
--   now: the time of the transaction.
--   log: `off` if new rows must not be logged.
--   key, key_actor: the idempotency key, and its owner.
--   position: the position of the transaction's last event. The log itself sets it.
create function log_setting(name text) returns text language sql stable
  return nullif(current_setting('dateline.' || name, true), '');

-- Returns the time of the transaction. A writer can set it, so that the whole transaction uses one time.
create function log_now() returns timestamptz language sql volatile
  return coalesce(log_setting('now')::timestamptz, clock_timestamp());

-- Adds an event. The order of positions must be the order of commits, because readers of the log only go forward. If an
-- event got a lower position but was committed later, readers would miss it. A transaction logs a subject once: an event
-- that would repeat the last one, or only say UPDATED after another, is left out.
create function append_event(about event_subject, about_id bigint, of_content bigint, of_type content_type, what change,
  of_version integer, why text, told jsonb) returns void language plpgsql as $$
declare at_position bigint;
begin
  -- PostgreSQL releases this lock after the commit is visible to all. So the next owner of the lock commits later.
  perform pg_advisory_xact_lock(1684107364);
  if exists (select from (select xmin, change from events where subject = about and subject_id = about_id
      order by position desc limit 1) as last
    where last.xmin = pg_current_xact_id()::xid and what in (last.change, 'UPDATED')) then return; end if;
  insert into events (subject, subject_id, content_id, type, change, version, reason, occurred_at, changed_by, facts)
    values (about, about_id, of_content, of_type, what, of_version, why, log_now(), coalesce(log_setting('actor'), 'import'), told)
    returning position into at_position;
  perform set_config('dateline.position', at_position::text, true);
  -- Gateways listen on this channel (src/live/listen-bus.ts). The notification is empty. It only makes gateways
  -- read the log. Gateways also read it regularly, so a lost notification loses no event.
  notify dateline_events;
end $$;
