import type { Identity } from '../access/identity.js';
import { articleLoaders } from '../article/store.js';
import { authorLoaders } from '../author/store.js';
import { breakingLoaders } from '../breaking/loaders.js';
import { collectionLoaders } from '../collection/loaders.js';
import type { SiteDefaults } from '../config.js';
import { createBatching } from '../db/batch.js';
import type { DatabaseClient } from '../db/client.js';
import type { Reading, Sees } from '../db/reading.js';
import { deskLoaders } from '../desk/revision-store.js';
import { AnswerBudget } from '../graphql/answer-budget.js';
import { itemLoaders } from '../item/store.js';
import { listLoaders } from '../list/loaders.js';
import { liveBlogLoaders } from '../live-blog/loaders.js';
import { mostReadLoaders } from '../most-read/loaders.js';
import type { ViewCounter } from '../most-read/view-counter.js';
import type { GoodLink, PreviewLinks } from '../preview-link/links.js';
import { regionLoaders } from '../region/store.js';
import { relatedLoaders } from '../related/loaders.js';
import { sectionLoaders } from '../section/store.js';
import { seriesLoaders } from '../series/store.js';
import type { ToUrl } from '../site/address.js';
import { siteLoaders } from '../site/loaders.js';
import { tagLoaders } from '../tag/store.js';

/** What resolvers work with, for one request. */
export interface Context extends Reading {
  /** Names the request in the log, and in the error that hides an internal one. */
  readonly requestId: string;
  readonly loaders: Loaders;
  /** Counts what is answered, and stops an answer that becomes too large. */
  readonly answer: AnswerBudget;
  readonly toUrl: ToUrl;
  /** Who asks, and from where. */
  readonly caller: Caller;
  readonly database: DatabaseClient;
  readonly services: Services;
  /** Where the event log stood before anything of the operation was read; only where it asks for it. */
  readonly liveCursor?: string;
  /** The time, whatever moment a preview shows the site as of. */
  readonly clock: () => Date;
  /** Makes fresh loaders. A mutation puts them in the context after it has written. */
  readonly readAnew: () => Reading & { readonly loaders: Loaders };
}

/** What outlives a request. */
export interface ContextSettings {
  readonly database: DatabaseClient;
  readonly clock: () => Date;
  readonly siteDefaults: SiteDefaults;
  readonly toUrl: ToUrl;
  readonly services: Services;
}

/** What runs beside the requests and is told by them. */
export interface Services {
  /** Brings search up to date, soon. */
  readonly indexSoon: () => void;
  /** Tells the gateways that the event log may have more. */
  readonly announce: () => void;
  /** Whether a view is taken for counting. */
  readonly countView: ViewCounter['count'];
  readonly previewLinks: PreviewLinks;
}

/** Who asks, from where, and what they may see beside what is public. */
export interface Caller {
  readonly identity: Identity;
  /** The client's network address; of IPv6, its /64 network. */
  readonly address: string;
  /** Hidden items that this request shows. */
  readonly sees: Sees;
  /** The preview link that it shows them by. */
  readonly link?: GoodLink | undefined;
  /** How much had been heard of what was revoked when this was found out: what is opened for long is closed by it. */
  readonly heard?: number;
  /** The moment as of which the site is shown: now when absent. */
  readonly asOf?: Date | undefined;
}

export function createContext(settings: ContextSettings, requestId: string, caller: Caller): Context {
  const { clock, database, services, siteDefaults, toUrl } = settings;
  const readAnew = () => {
    const reading = {
      db: database.reading.db,
      now: caller.asOf ?? clock(),
      sees: caller.sees,
      batch: createBatching(),
    };
    return { ...reading, loaders: createLoaders(reading, siteDefaults) };
  };
  return {
    ...readAnew(),
    readAnew,
    answer: new AnswerBudget(),
    requestId,
    toUrl,
    clock,
    caller,
    database,
    services,
  };
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
    item: itemLoaders(reading),
    list: listLoaders(reading, async () => (await site.load()).settings.timeZone),
    desk: deskLoaders(reading),
    article: articleLoaders(reading),
    liveBlog: liveBlogLoaders(reading),
    collection: collectionLoaders(reading),
    related: relatedLoaders(reading),
    mostRead: mostReadLoaders(reading),
    breaking: breakingLoaders(reading),
  };
}
