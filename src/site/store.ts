import { sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import { isAsked } from '../db/asked.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { type editions as editionsTable, type navigationItems, type site, staticPages } from './table.js';

/** The site in one language. */
export type Edition = Readonly<Omit<typeof editionsTable.$inferSelect, 'position'>>;

/** An entry of a menu. */
export type NavigationItem = Readonly<Omit<typeof navigationItems.$inferSelect, 'position'>>;

/** A static page without its text. */
export type StaticPageTitle = Readonly<Omit<typeof staticPages.$inferSelect, 'body' | 'position'>>;

/** The settings of the site that are the same in every language. */
export type SiteSettings = Readonly<Omit<typeof site.$inferSelect, 'id'>>;

/** The rows of the site's tables. One statement reads all of them, because they are few and every page needs them. */
export interface StoredSite {
  readonly settings: SiteSettings | null;
  readonly editions: readonly Edition[];
  readonly navigation: readonly NavigationItem[];
  readonly pages: readonly StaticPageTitle[];
  /** The languages that have public content. */
  readonly languages: readonly string[];
}

const settings = sql<SiteSettings | null>`(
  select json_build_object('language', language, 'timeZone', time_zone, 'logo', logo, 'liveStream', live_stream,
    'socialLinks', social_links, 'appLinks', app_links, 'shareNetworks', share_networks)
  from site)`;

const editions = sql<Edition[]>`(
  select coalesce(json_agg(json_build_object('language', language, 'name', name, 'slogan', slogan, 'about', about,
    'copyrightNotice', copyright_notice) order by position, language), '[]')
  from editions)`;

const navigation = sql<NavigationItem[]>`(
  select coalesce(json_agg(json_build_object('id', id, 'parentId', parent_id, 'language', language, 'menu', menu,
    'label', label, 'path', path) order by position, id), '[]')
  from navigation_items)`;

const pages = sql<StaticPageTitle[]>`(
  select coalesce(json_agg(json_build_object('id', id, 'language', language, 'slug', slug, 'title', title)
    order by position, id), '[]')
  from static_pages)`;

/** Jumps along an index from one language to the next, because reading every item would take too long. */
const languages = sql<string[]>`(
  with recursive found(language) as (
    (select language from content_items where state = 'RELEASED' order by language limit 1)
    union all
    select (select language from content_items
      where state = 'RELEASED' and language > found.language order by language limit 1)
    from found where found.language is not null)
  select coalesce(json_agg(language), '[]') from found
  where exists (select from content_items where content_items.language = found.language and ${isPublic}))`;

const selectSite = statement('site', (db) =>
  db.select({ settings, editions, navigation, pages, languages }).from(sql`(values (1)) as one`),
);

/** Reads the rows of the site's tables. Each table may be empty. */
export async function findSite(db: Database, now: Date): Promise<StoredSite> {
  const [row] = await selectSite(db, { now });
  if (!row) throw new Error('the site statement answered no row');
  return row;
}

/** Reads the bodies of static pages. `findSite` does not read them, because few requests need them. */
export const selectPageBodies = statement('static_page_bodies', (db) =>
  db.select({ id: staticPages.id, body: staticPages.body }).from(staticPages).where(isAsked(staticPages.id)),
);
