import { sql } from 'drizzle-orm';
import type { Sight } from '../db/reading.js';

/**
 * The only rule that decides what readers may see. An item is public if an editor released it, and it is not scheduled,
 * embargoed, expired or withdrawn. Every statement that reads `content_items` for readers contains this rule, so no hidden item
 * can leak. The statement needs a value for the placeholder `now`.
 */
export const isPublic = sql`(content_items.state = 'RELEASED' and content_items.visible_from <= ${sql.placeholder('now')}
  and (content_items.expires_at is null or content_items.expires_at > ${sql.placeholder('now')}))`;

/**
 * The rule for one item that is found by its id, slug or path: the item is public, or the request previews it. A preview link
 * does not show withdrawn items. Lists, counts and search use `isPublic` instead. The placeholders get their values from
 * `sightValues`.
 */
export const isSeen = sql`(${isPublic} or ${sql.placeholder('seesAll')}::boolean
  or (content_items.id = any(${sql.placeholder('seesIds')}::bigint[]) and content_items.state <> 'WITHDRAWN'))`;

/** Returns the values for the placeholders of `isSeen`. */
export function sightValues({ now, sees }: Sight) {
  return { now, seesAll: sees.all, seesIds: sees.ids };
}

/**
 * The addresses at which readers could see an item of `content_items`, as rows `(version, path, slug)`. They are read from the
 * item's revisions. The address in a revision was valid until the next revision was made. Addresses that the item had only
 * while it was a draft, embargoed or scheduled are left out, because they can reveal news that is not public yet.
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
 * True if readers could see an item at its current address. If so, the address must still lead to the item after the item gets
 * another address. Statements of a writing transaction use this rule.
 */
export const wasPublicHere = sql`(
  (content_items.state = 'RELEASED' and content_items.visible_from <= log_now()
    and (content_items.expires_at is null or content_items.expires_at > log_now()))
  or exists (select from (${publicAddresses}) as shown where shown.path = content_items.path))`;

/**
 * The last address at which readers could see an item, as a row `(path, slug)`. There is no row if they could never see the
 * item. If an item was imported as withdrawn, the row has the imported address, because the item was published there before.
 */
export const lastPublicAddress = sql`(
  select coalesce(shown.path, content_items.path) as path, coalesce(shown.slug, content_items.slug) as slug
  from (values (0)) as one left join (${publicAddresses} order by version desc limit 1) as shown on true
  where shown.path is not null or not exists (
    select from revisions where content_id = content_items.id and post_id = 0 and snapshot->>'state' <> 'WITHDRAWN'))`;
