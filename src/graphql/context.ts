import { articleLoaders } from '../article/loaders.js';
import { authorLoaders } from '../author/loaders.js';
import { breakingLoaders } from '../breaking/loaders.js';
import { collectionLoaders } from '../collection/loaders.js';
import type { SiteDefaults } from '../config.js';
import { contentLoaders } from '../content/loaders.js';
import type { Database } from '../db/client.js';
import { regionLoaders } from '../region/loaders.js';
import { relatedLoaders } from '../related/loaders.js';
import { sectionLoaders } from '../section/loaders.js';
import type { ToUrl } from '../site/address.js';
import { siteLoaders } from '../site/loaders.js';
import { tagLoaders } from '../tag/loaders.js';

/** What resolvers work with. It lives as long as one request. */
export interface Context {
  /** Names the request in the log, and in the error that hides an internal one. */
  readonly requestId: string;
  readonly db: Database;
  /** The moment that the whole answer is about: what is public is decided by it. */
  readonly now: Date;
  readonly loaders: Loaders;
  readonly toUrl: ToUrl;
}

/** What outlives a request. */
export interface ContextSettings {
  readonly db: Database;
  readonly clock: () => Date;
  readonly siteDefaults: SiteDefaults;
  readonly toUrl: ToUrl;
}

export function createContext(settings: ContextSettings, requestId: string): Context {
  const { clock, db, siteDefaults, toUrl } = settings;
  const now = clock();
  return { requestId, db, now, toUrl, loaders: createLoaders(db, now, siteDefaults) };
}

export type Loaders = ReturnType<typeof createLoaders>;

function createLoaders(db: Database, now: Date, siteDefaults: SiteDefaults) {
  return {
    site: siteLoaders(db, siteDefaults),
    section: sectionLoaders(db),
    region: regionLoaders(db),
    author: authorLoaders(db),
    tag: tagLoaders(db),
    content: contentLoaders(db, now),
    article: articleLoaders(db, now),
    collection: collectionLoaders(db),
    related: relatedLoaders(db, now),
    breaking: breakingLoaders(db, now),
  };
}
