import type { SiteDefaults } from '../config.js';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { badInput } from '../errors.js';
import { fallbacksOf } from './language-tag.js';
import { findPageBodies, findSite, type SiteSettings, type StoredSite } from './store.js';

/** The site, with the environment's defaults where nothing is stored. */
export interface Site extends Omit<StoredSite, 'settings'> {
  readonly settings: SiteSettings;
}

/** The site of one request, read once; the texts of its static pages when they are asked for. */
export function siteLoaders({ batch, db, now }: Reading, defaults: SiteDefaults) {
  let site: Promise<Site> | undefined;
  return {
    load: (): Promise<Site> => {
      site ??= batch.track(loadSite(db, now, defaults));
      return site;
    },
    pageBody: batch.loadOne(
      (ids) => findPageBodies(db, ids),
      (page) => page.id,
    ),
  };
}

/** The site as it is now. */
export async function loadSite(db: Database, now: Date, defaults: SiteDefaults): Promise<Site> {
  return fillIn(await findSite(db, now), defaults);
}

/**
 * The language that a root field answers in: the edition in the one asked for, or in what it falls back to (`es-MX`,
 * `es`); content in it where no edition fits; otherwise the site's own.
 */
export function chooseLanguage(site: Site, asked: string | null | undefined): string {
  if (asked === '*') throw badInput('language', '"*" is for lists; name one language here');
  const { editions, languages, settings } = site;
  const wanted = fallbacksOf(asked ?? settings.language);
  const edition = wanted.find((tag) => editions.some(({ language }) => language === tag));
  return edition ?? wanted.find((tag) => languages.includes(tag)) ?? settings.language;
}

/** The same for a list: null is every language (`*`). */
export function chooseListLanguage(site: Site, asked: string | null | undefined): string | null {
  return asked === '*' ? null : chooseLanguage(site, asked);
}

function fillIn(stored: StoredSite, defaults: SiteDefaults): Site {
  const { language, name, timeZone } = defaults;
  const settings = stored.settings ?? {
    language,
    timeZone,
    logo: null,
    liveStream: null,
    socialLinks: [],
    appLinks: [],
    shareNetworks: [],
  };
  const own = { language: settings.language, name, slogan: null, about: null, copyrightNotice: null };
  return { ...stored, settings, editions: stored.editions.length > 0 ? stored.editions : [own] };
}
