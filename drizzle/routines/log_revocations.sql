-- The event log: tokens and preview links that are revoked. Only gateways read these events. Each gateway closes the
-- sockets and streams that were opened with the token or the preview link (src/access/revocations.ts).

-- Runs at the commit that revokes, changes or deletes a token. Logs a change as UPDATED, otherwise WITHDRAWN.
create function log_token() returns trigger language plpgsql as $$
begin
  perform append_event('TOKEN', old.id, null, null,
    (case when tg_op = 'DELETE' or new.revoked_at is not null then 'WITHDRAWN' else 'UPDATED' end)::change, null, null, '{}');
  return null;
end $$;

create constraint trigger api_tokens_log after update on api_tokens deferrable initially deferred for each row
  when ((old.revoked_at, old.role, old.expires_at, old.hash) is distinct from (new.revoked_at, new.role, new.expires_at, new.hash))
  execute function log_token();

create constraint trigger api_tokens_deletion_log after delete on api_tokens deferrable initially deferred
  for each row execute function log_token();

-- Runs at the commit that revokes or deletes a preview link. Logs both as a withdrawal.
create function log_preview_link() returns trigger language plpgsql as $$
begin
  perform append_event('PREVIEW_LINK', old.id, null, null, 'WITHDRAWN', null, null, '{}');
  return null;
end $$;

create constraint trigger preview_links_log after update on preview_links deferrable initially deferred for each row
  when (new.revoked_at is not null and old.revoked_at is null) execute function log_preview_link();

-- The deletion of an expired or revoked preview link is not logged: its sockets were closed when the link expired or
-- was revoked.
create constraint trigger preview_links_deletion_log after delete on preview_links deferrable initially deferred
  for each row when (old.revoked_at is null and old.expires_at > now()) execute function log_preview_link();
