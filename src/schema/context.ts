import type { Identity } from '../access/roles.js';
import { articleLoaders } from '../article/store.js';
import { authorLoaders } from '../author/store.js';
import { breakingLoaders } from '../breaking/store.js';
import { collectionLoaders } from '../collection/items.js';
import type { SiteDefaults } from '../config.js';
import { createBatching } from '../db/batch.js';
import type { DatabaseClient } from '../db/client.js';
import type { Reading, Sees } from '../db/reading.js';
import { deskLoaders } from '../desk/store.js';
import { AnswerBudget } from '../graphql/answer-budget.js';
import { itemLoaders } from '../item/store.js';
import { listLoaders } from '../list/loaders.js';
import { liveBlogLoaders } from '../live-blog/post-pages.js';
import { mostReadLoaders } from '../most-read/store.js';
import type { ViewCounter } from '../most-read/view-counter.js';
import type { GoodLink, PreviewLinks } from '../preview-link/links.js';
import { regionLoaders } from '../region/store.js';
import { relatedLoaders } from '../related/store.js';
import { sectionLoaders } from '../section/store.js';
import { seriesLoaders } from '../series/store.js';
import type { ToUrl } from '../site/address.js';
import { siteLoaders } from '../site/loaders.js';
import { tagLoaders } from '../tag/store.js';

/** The context that resolvers get. There is a new one for each request, and for each event of a subscription. */
export interface Context extends Reading {
  /** The id of the request. It is in the log, and in the error that a client gets in place of an internal error. */
  readonly requestId: string;
  readonly loaders: Loaders;
  /** Counts the fields of the answer, and stops an answer that becomes too large. */
  readonly answer: AnswerBudget;
  readonly toUrl: ToUrl;
  readonly caller: Caller;
  readonly database: DatabaseClient;
  readonly services: Services;
  /** The cursor of the last event before the operation reads. Present only if the operation selects `liveCursor`. */
  readonly liveCursor?: string;
  /** Returns the current time. If an editor previews the site at a different time, `now` is that time. */
  readonly clock: () => Date;
  /** Makes loaders with empty caches. A mutation uses them after writing, because old loaders would return old rows. */
  readonly readAnew: () => Reading & { readonly loaders: Loaders };
}

/** The parts that the contexts of all requests share. */
export interface ContextSettings {
  readonly database: DatabaseClient;
  readonly clock: () => Date;
  readonly siteDefaults: SiteDefaults;
  readonly toUrl: ToUrl;
  readonly services: Services;
}

export interface Services {
  /** Makes the search indexer index the changed items soon. */
  readonly indexSoon: () => void;
  /** Tells all gateways to read the event log again. */
  readonly announce: () => void;
  /** Counts a view of an item. Returns false if the view does not count, for example because it repeats a recent view. */
  readonly countView: ViewCounter['count'];
  readonly previewLinks: PreviewLinks;
}

/** The client that sent a request: its identity, its address, and the hidden items that it sees. */
export interface Caller {
  readonly identity: Identity;
  /** The IP address of the client, or the /64 network of an IPv6 address. */
  readonly address: string;
  /** The hidden items that this request may see. */
  readonly sees: Sees;
  /** The preview link that lets the client see a hidden item, if there is one. */
  readonly link?: GoodLink | undefined;
  /** The number of revocations when the client was authenticated. Only later revocations close its socket. */
  readonly heard?: number;
  /** The time for which an editor previews the site. When absent, it is the current time. */
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
