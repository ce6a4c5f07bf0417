import type { SiteDefaults } from '../config.js';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { findSite, type SiteSettings, type StoredSite, selectPageBodies } from './store.js';

/** The site as it is stored, with defaults from the environment for settings that are not stored. */
export interface Site extends Omit<StoredSite, 'settings'> {
  readonly settings: SiteSettings;
}

/** Loads the site once for each request. The bodies of static pages are loaded only when a request needs them. */
export function siteLoaders({ batch, db, now }: Reading, defaults: SiteDefaults) {
  let site: Promise<Site> | undefined;
  return {
    load: (): Promise<Site> => {
      site ??= batch.track(loadSite(db, now, defaults));
      return site;
    },
    pageBody: batch.loadOne(
      (ids) => selectPageBodies(db, { ids }),
      (page) => page.id,
    ),
  };
}

/** Reads the site and fills in the defaults. */
export async function loadSite(db: Database, now: Date, { name, ...defaults }: SiteDefaults): Promise<Site> {
  const stored = await findSite(db, now);
  const none = { logo: null, liveStream: null, socialLinks: [], appLinks: [], shareNetworks: [] };
  const settings = stored.settings ?? { ...defaults, ...none };
  const edition = { language: settings.language, name, slogan: null, about: null, copyrightNotice: null };
  return { ...stored, settings, editions: stored.editions.length > 0 ? stored.editions : [edition] };
}
