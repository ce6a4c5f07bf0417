import { articleLoaders } from '../article/loaders.js';
import { authorLoaders } from '../author/loaders.js';
import { breakingLoaders } from '../breaking/loaders.js';
import { collectionLoaders } from '../collection/loaders.js';
import type { SiteDefaults } from '../config.js';
import { contentLoaders } from '../content/loaders.js';
import { createBatching } from '../db/batch.js';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { galleryLoaders } from '../gallery/loaders.js';
import { infographicLoaders } from '../infographic/loaders.js';
import { liveBlogLoaders } from '../live-blog/loaders.js';
import { mostReadLoaders } from '../most-read/loaders.js';
import { regionLoaders } from '../region/loaders.js';
import { relatedLoaders } from '../related/loaders.js';
import { sectionLoaders } from '../section/loaders.js';
import { seriesLoaders } from '../series/loaders.js';
import type { ToUrl } from '../site/address.js';
import { siteLoaders } from '../site/loaders.js';
import { tagLoaders } from '../tag/loaders.js';
import { videoLoaders } from '../video/loaders.js';

/** What resolvers work with. It lives as long as one request. */
export interface Context extends Reading {
  /** Names the request in the log, and in the error that hides an internal one. */
  readonly requestId: string;
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
  const reading = { db, now: clock(), batch: createBatching() };
  return { ...reading, requestId, toUrl, loaders: createLoaders(reading, siteDefaults) };
}

export type Loaders = ReturnType<typeof createLoaders>;

function createLoaders(reading: Reading, siteDefaults: SiteDefaults) {
  const site = siteLoaders(reading, siteDefaults);
  return {
    site,
    section: sectionLoaders(reading),
    region: regionLoaders(reading),
    series: seriesLoaders(reading),
    author: authorLoaders(reading),
    tag: tagLoaders(reading),
    content: contentLoaders(reading, async () => (await site.load()).settings.timeZone),
    article: articleLoaders(reading),
    video: videoLoaders(reading),
    gallery: galleryLoaders(reading),
    infographic: infographicLoaders(reading),
    liveBlog: liveBlogLoaders(reading),
    collection: collectionLoaders(reading),
    related: relatedLoaders(reading),
    mostRead: mostReadLoaders(reading),
    breaking: breakingLoaders(reading),
  };
}
