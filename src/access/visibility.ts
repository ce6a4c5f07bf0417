import { type SQLChunk, type SQLWrapper, sql } from 'drizzle-orm';
import type { Sight } from '../db/reading.js';

/**
 * The only rule that decides what readers may see: items that an editor released and that are not scheduled,
 * embargoed, expired or withdrawn. Every statement that reads items for readers has this rule.
 */
export const isPublic = isPublicAt(sql.placeholder('now'));

/** The same rule at the time of the transaction, for statements that write. */
const isPublicNow = isPublicAt(sql`log_now()`);

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
 * The rule for a name: a section, a series, an author, a region or a tag. Readers see it from `shown_from`. A public
 * item shows its names without this rule, and so does the preview of a hidden item. `nameValues` has the values.
 */
export function isShown(shownFrom: SQLWrapper) {
  return sql`(${shownFrom} <= ${sql.placeholder('now')} or ${sql.placeholder('seesNames')}::boolean)`;
}

/** Returns the values for the placeholders of `isShown`. */
export function nameValues({ now, sees }: Sight) {
  return { now, seesNames: sees.names };
}

/** The rule for the loaders of a table of names. */
export function nameRule({ shownFrom }: { readonly shownFrom: SQLWrapper }) {
  return { isSeen: isShown(shownFrom), values: nameValues };
}

/** The values of `isShown` for writers: every name is shown. */
export const ALL_NAMES = { now: new Date(0), seesNames: true };

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
export const wasPublicHere = sql`(${isPublicNow}
  or exists (select from (${publicAddresses}) as shown where shown.path = content_items.path))`;

const isHolderPublic = sql`exists (
  select from content_items where content_items.id = path_aliases.content_id and ${isPublicNow})`;

/** The condition under which an item takes over an alias, after it had the path: a hidden item takes none from a public one. */
export const takesOverAlias = sql`(not ${isHolderPublic} or exists (
  select from content_items where content_items.id = excluded.content_id and ${isPublicNow}))`;

/**
 * The condition under which an item takes over an alias that its document names: no public item has it, and the item
 * is public itself or nobody ever saw the other item. Otherwise the address keeps leading to the other item.
 */
export const takesOverNamedAlias = sql`(not ${isHolderPublic} and exists (
  select from content_items as holder, content_items
  where holder.id = path_aliases.content_id and content_items.id = excluded.content_id
    and (${isPublicNow} or holder.first_published_at is null or holder.first_published_at > log_now())))`;

/**
 * The last address at which readers could see an item, as a row `(path, slug)`. No row if readers could never see the
 * item. If an item was imported as withdrawn, its last address is the imported one: it was published there before.
 */
export const lastPublicAddress = sql`(
  select coalesce(shown.path, content_items.path) as path, coalesce(shown.slug, content_items.slug) as slug
  from (values (0)) as one left join (${publicAddresses} order by version desc limit 1) as shown on true
  where shown.path is not null or not exists (
    select from revisions where content_id = content_items.id and post_id = 0 and snapshot->>'state' <> 'WITHDRAWN'))`;
