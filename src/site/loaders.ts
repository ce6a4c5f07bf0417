import type { SiteDefaults } from '../config.js';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { badInput } from '../errors.js';
import { fallbacksOf } from './language-tag.js';
import { findSite, type SiteSettings, type StoredSite } from './store.js';

/** The site, with the environment's defaults where nothing is stored. */
export interface Site extends Omit<StoredSite, 'settings'> {
  readonly settings: SiteSettings;
}

/** The site of one request, read once. */
export function siteLoaders({ batch, db }: Reading, defaults: SiteDefaults) {
  let site: Promise<Site> | undefined;
  return {
    load: (): Promise<Site> => {
      site ??= batch.track(loadSite(db, defaults));
      return site;
    },
  };
}

/** The site as it is now. */
export async function loadSite(db: Database, defaults: SiteDefaults): Promise<Site> {
  return fillIn(await findSite(db), defaults);
}

/**
 * The language that a root field answers in: the one asked for, or what it falls back to (`es-MX`, `es`, the site's
 * own), whichever is the first that has an edition or content.
 */
export function chooseLanguage(site: Site, asked: string | null | undefined): string {
  if (asked === '*') throw badInput('language', '"*" is for lists; name one language here');
  const { editions, languages, settings } = site;
  const known = new Set([...editions.map((edition) => edition.language), ...languages]);
  return fallbacksOf(asked ?? settings.language).find((tag) => known.has(tag)) ?? settings.language;
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
