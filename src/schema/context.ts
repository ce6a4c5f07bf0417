import type { Identity } from '../access/roles.js';
import { articleLoaders } from '../article/store.js';
import { authorLoaders } from '../author/store.js';
import { breakingLoaders } from '../breaking/store.js';
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
import { mostReadLoaders } from '../most-read/store.js';
import type { ViewCounter } from '../most-read/view-counter.js';
import type { GoodLink, PreviewLinks } from '../preview-link/links.js';
import { regionLoaders } from '../region/store.js';
import { relatedLoaders } from '../related/loaders.js';
import { sectionLoaders } from '../section/store.js';
import { seriesLoaders } from '../series/store.js';
import type { ToUrl } from '../site/address.js';
import { siteLoaders } from '../site/loaders.js';
import { tagLoaders } from '../tag/store.js';

/** The context of resolvers, for one request. */
export interface Context extends Reading {
  /** The id of the request in the log, and in errors that hide an internal one. */
  readonly requestId: string;
  readonly loaders: Loaders;
  /** Counts the fields of the answer, and stops an answer that becomes too large. */
  readonly answer: AnswerBudget;
  readonly toUrl: ToUrl;
  readonly caller: Caller;
  readonly database: DatabaseClient;
  readonly services: Services;
  /** The end of the event log before the operation read anything. Only set if the operation asks for it. */
  readonly liveCursor?: string;
  /** The current time. `now` may be another, if a preview shows the site as of that moment. */
  readonly clock: () => Date;
  /** Makes fresh loaders, which a mutation uses after it has written. */
  readonly readAnew: () => Reading & { readonly loaders: Loaders };
}

/** What the contexts of all requests share. */
export interface ContextSettings {
  readonly database: DatabaseClient;
  readonly clock: () => Date;
  readonly siteDefaults: SiteDefaults;
  readonly toUrl: ToUrl;
  readonly services: Services;
}

/** Services that run beside requests. */
export interface Services {
  /** Starts to index changed items. */
  readonly indexSoon: () => void;
  /** Tells all gateways to read the event log again. */
  readonly announce: () => void;
  /** Counts a view. Returns whether it counts. */
  readonly countView: ViewCounter['count'];
  readonly previewLinks: PreviewLinks;
}

/** Who asks, from where, and which hidden items they see. */
export interface Caller {
  readonly identity: Identity;
  /** The client's IP address; of IPv6, the /64 network. */
  readonly address: string;
  /** The hidden items that this request shows. */
  readonly sees: Sees;
  /** The preview link that allows this. */
  readonly link?: GoodLink | undefined;
  /** The number of revocations known when the caller was authenticated. Sockets are closed by those that come later. */
  readonly heard?: number;
  /** The moment as of which the site is shown; the current time if absent. */
  readonly asOf?: Date | undefined;
}

export function createContext(settings: ContextSettings, requestId: string, caller: Caller): Context {
  const { clock, database, services, siteDefaults, toUrl } = settings;
  const readAnew = () => {
    const now = caller.asOf ?? clock();
    const reading = { db: database.reading.db, now, sees: caller.sees, batch: createBatching() };
    return { ...reading, loaders: createLoaders(reading, siteDefaults) };
  };
  const answer = new AnswerBudget();
  return { ...readAnew(), readAnew, answer, requestId, toUrl, clock, caller, database, services };
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
