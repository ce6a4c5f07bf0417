import { sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import type { Image } from '../image/image.js';
import { staticPages } from './table.js';

type Menu = 'MAIN' | 'FOOTER';

export interface Edition {
  readonly language: string;
  readonly name: string;
  readonly slogan: string | null;
  readonly about: string | null;
  readonly copyrightNotice: string | null;
}

export interface NavigationItem {
  readonly id: number;
  readonly parentId: number | null;
  readonly language: string;
  readonly menu: Menu;
  readonly label: string;
  readonly path: string;
}

export interface StaticPageTitle {
  readonly id: number;
  readonly language: string;
  readonly slug: string;
  readonly title: string;
}

export interface SiteSettings {
  readonly language: string;
  readonly timeZone: string;
  readonly logo: Image | null;
  readonly liveStream: { readonly title: string; readonly url: string } | null;
  readonly socialLinks: readonly { readonly network: string; readonly url: string }[];
  readonly appLinks: readonly { readonly platform: string; readonly url: string }[];
  readonly shareNetworks: readonly { readonly network: string; readonly template: string }[];
}

/** Everything about the site itself: small, and asked for on every page, so it is one statement. */
export interface StoredSite {
  readonly settings: SiteSettings | null;
  readonly editions: readonly Edition[];
  readonly navigation: readonly NavigationItem[];
  readonly pages: readonly StaticPageTitle[];
  /** Languages that something public is in, found by jumping along the index from one to the next. */
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

/** Reads what is stored of the site; nothing may be. */
export async function findSite(db: Database, now: Date): Promise<StoredSite> {
  const [row] = await selectSite(db, { now });
  if (!row) throw new Error('the site statement answered no row');
  return row;
}

const selectPageBodies = statement('static_page_bodies', (db) =>
  db
    .select({ id: staticPages.id, body: staticPages.body })
    .from(staticPages)
    .where(sql`${staticPages.id} = any(${sql.placeholder('ids')}::int[])`),
);

/** The texts of static pages: not with the rest, which each page of the site asks for. */
export function findPageBodies(db: Database, ids: readonly number[]) {
  return selectPageBodies(db, { ids });
}
