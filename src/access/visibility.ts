import { sql } from 'drizzle-orm';
import type { Sight } from '../db/reading.js';

/**
 * The one rule of what readers may see, for statements over `content_items` that are given `now`: released by an
 * editor, no longer scheduled or embargoed, not expired, not withdrawn. Every statement that reads items for readers
 * holds it, so no path can leak one.
 */
export const isPublic = sql`(content_items.state = 'RELEASED' and content_items.visible_from <= ${sql.placeholder('now')}
  and (content_items.expires_at is null or content_items.expires_at > ${sql.placeholder('now')}))`;

/**
 * For one item that is asked for by its id, slug or path: what is public, and what the request previews; a link shows
 * nothing that was withdrawn. Lists, counts and search hold `isPublic` alone. Statements with it are given `sightValues`.
 */
export const isSeen = sql`(${isPublic} or ${sql.placeholder('seesAll')}::boolean
  or (content_items.id = any(${sql.placeholder('seesIds')}::bigint[]) and content_items.state <> 'WITHDRAWN'))`;

export function sightValues({ now, sees }: Sight) {
  return { now, seesAll: sees.all, seesIds: sees.ids };
}

/**
 * The addresses at which readers could see an item of `content_items`, as rows `(version, path, slug)`, by its revisions:
 * each tells what the item was from when it was written until the next. An address that the item had as a draft, under
 * embargo or before its time is none of them: it may say what is not public yet.
 */
const publicAddresses = sql`
  select version, snapshot->>'path' as path, snapshot->>'slug' as slug from (
    select version, snapshot,
      greatest(changed_at, (snapshot->>'publishedAt')::timestamptz, (snapshot->>'embargoedUntil')::timestamptz) as opened,
      least(lead(changed_at) over (order by version), (snapshot->>'expiresAt')::timestamptz) as closed
    from revisions where content_id = content_items.id and post_id = 0
  ) as kept
  where snapshot->>'state' = 'RELEASED' and opened <= coalesce(closed, log_now())`;

/**
 * Whether readers could see an item where it is now, so that this address has to lead to it still when it moves. For
 * statements of a writing transaction.
 */
export const wasPublicHere = sql`(
  (content_items.state = 'RELEASED' and content_items.visible_from <= log_now()
    and (content_items.expires_at is null or content_items.expires_at > log_now()))
  or exists (select from (${publicAddresses}) as shown where shown.path = content_items.path))`;

/**
 * The address at which readers saw an item last, as a row `(path, slug)`; no row where they never did. Of one that came
 * here withdrawn, and that another newsroom had published, it is the one that it came with.
 */
export const lastPublicAddress = sql`(
  select coalesce(shown.path, content_items.path) as path, coalesce(shown.slug, content_items.slug) as slug
  from (values (0)) as one left join (${publicAddresses} order by version desc limit 1) as shown on true
  where shown.path is not null or not exists (
    select from revisions where content_id = content_items.id and post_id = 0 and snapshot->>'state' <> 'WITHDRAWN'))`;
