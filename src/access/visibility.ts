import { sql } from 'drizzle-orm';
import type { Sight } from '../db/reading.js';

/**
 * The one rule of what readers may see: an item that an editor released, and that is not scheduled, embargoed, expired or
 * withdrawn. Every statement that reads `content_items` for readers contains it, so no item can leak. It needs `now`.
 */
export const isPublic = sql`(content_items.state = 'RELEASED' and content_items.visible_from <= ${sql.placeholder('now')}
  and (content_items.expires_at is null or content_items.expires_at > ${sql.placeholder('now')}))`;

/**
 * The rule for one item that is found by its id, slug or path: it is public, or the request previews it. A preview link does
 * not show withdrawn items. Lists, counts and search use `isPublic` alone. The rule needs `sightValues`.
 */
export const isSeen = sql`(${isPublic} or ${sql.placeholder('seesAll')}::boolean
  or (content_items.id = any(${sql.placeholder('seesIds')}::bigint[]) and content_items.state <> 'WITHDRAWN'))`;

export function sightValues({ now, sees }: Sight) {
  return { now, seesAll: sees.all, seesIds: sees.ids };
}

/**
 * The addresses at which readers could see an item of `content_items`, as rows `(version, path, slug)`. They come from its
 * revisions: each holds from its own time to the next one's. Addresses of a draft, of an embargoed or of a scheduled item are
 * left out, because they can give away what is not public yet.
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
 * Whether readers could see an item at its current address. Then the address must still lead to the item after it moves.
 * This is for statements of a writing transaction.
 */
export const wasPublicHere = sql`(
  (content_items.state = 'RELEASED' and content_items.visible_from <= log_now()
    and (content_items.expires_at is null or content_items.expires_at > log_now()))
  or exists (select from (${publicAddresses}) as shown where shown.path = content_items.path))`;

/**
 * The last address at which readers saw an item, as a row `(path, slug)`. There is no row if they never saw it. An item that
 * was imported as withdrawn has its imported address, because another newsroom had published it there.
 */
export const lastPublicAddress = sql`(
  select coalesce(shown.path, content_items.path) as path, coalesce(shown.slug, content_items.slug) as slug
  from (values (0)) as one left join (${publicAddresses} order by version desc limit 1) as shown on true
  where shown.path is not null or not exists (
    select from revisions where content_id = content_items.id and post_id = 0 and snapshot->>'state' <> 'WITHDRAWN'))`;
