import { type SQLChunk, sql } from 'drizzle-orm';
import type { Sight } from '../db/reading.js';

/**
 * The only rule that decides what readers may see: items that an editor released and that are not scheduled,
 * embargoed, expired or withdrawn. Every statement that reads items for readers has this rule.
 */
export const isPublic = isPublicAt(sql.placeholder('now'));

function isPublicAt(time: SQLChunk) {
  return sql`(content_items.state = 'RELEASED' and content_items.visible_from <= ${time}
  and (content_items.expires_at is null or content_items.expires_at > ${time}))`;
}

/**
 * The rule for an item that is read by id, slug or path: the item is public, or the request previews it. A preview link
 * does not show withdrawn items. Lists, counts and search use `isPublic`. `sightValues` has the placeholders' values.
 */
export const isSeen = sql`(${isPublic} or ${sql.placeholder('seesAll')}::boolean
  or (content_items.id = any(${sql.placeholder('seesIds')}::bigint[]) and content_items.state <> 'WITHDRAWN'))`;

/** Returns the values for the placeholders of `isSeen`. */
export function sightValues({ now, sees }: Sight) {
  return { now, seesAll: sees.all, seesIds: sees.ids };
}

/**
 * The addresses at which readers could see an item, as rows `(version, path, slug)`. An address is valid from its
 * revision until the next revision. Addresses of a draft, embargoed or scheduled item are left out: they reveal news.
 */
const publicAddresses = sql`
  select version, snapshot->>'path' as path, snapshot->>'slug' as slug from (
    select version, snapshot,
      greatest(changed_at, (snapshot->>'publishedAt')::timestamptz, (snapshot->>'embargoedUntil')::timestamptz) as opened,
      least(lead(changed_at) over (order by version), (snapshot->>'expiresAt')::timestamptz) as closed
    from revisions where content_id = content_items.id and post_id = 0
  ) as kept
  where snapshot->>'state' = 'RELEASED' and opened <= coalesce(closed, log_now())`;

/** True if readers could see an item at its current address. The address must then keep leading to the item. */
export const wasPublicHere = sql`(${isPublicAt(sql`log_now()`)}
  or exists (select from (${publicAddresses}) as shown where shown.path = content_items.path))`;

/**
 * The last address at which readers could see an item, as a row `(path, slug)`. No row if readers could never see the
 * item. If an item was imported as withdrawn, its last address is the imported one: it was published there before.
 */
export const lastPublicAddress = sql`(
  select coalesce(shown.path, content_items.path) as path, coalesce(shown.slug, content_items.slug) as slug
  from (values (0)) as one left join (${publicAddresses} order by version desc limit 1) as shown on true
  where shown.path is not null or not exists (
    select from revisions where content_id = content_items.id and post_id = 0 and snapshot->>'state' <> 'WITHDRAWN'))`;
