import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Database } from '../../db/client.js';
import { retryOnCollision } from '../../db/collision.js';
import { settingsOf } from '../../writing/log.js';
import type { WritableDocument } from '../contract/format.js';
import { findUnstorable } from '../text/storable.js';
import { ageColumns, ageOf, isAgeNews, refuseOlder } from './age.js';
import { ageOfStored, findItem } from './find-item.js';
import { namedItems, relinkItem, type UnlinkedItem } from './link-item.js';
import {
  BadDocument,
  blameDocument,
  isCollision,
  type ReadDraft,
  readDraft,
  type WriteSettings,
} from './read-draft.js';
import { createTaxonomy, type Taxonomy } from './taxonomy.js';
import { storeAge, type WrittenItem, writeItem } from './write-item.js';
import { writeRecord } from './write-record.js';

/** The state that all lanes (connections) of one import share. */
export interface Shared {
  /** The items whose drafts link to missing items, by source id. */
  readonly unlinked: Map<string, UnlinkedItem>;
  /** The ids of items that were created in this database, by the source ids that an export makes for them. */
  readonly ownItems: Map<string, number>;
}

/** A document is one transaction. It does not wait for the disk, because after a power cut the import is run again. */
const TRANSACTION = { begin: 'begin; set local synchronous_commit = off', keep: 'commit', undo: 'rollback' };
/** In a rehearsal (a dry run), each document is a savepoint of one transaction. That transaction is never committed. */
const REHEARSAL = {
  begin: 'savepoint document',
  keep: 'release savepoint document',
  undo: 'rollback to savepoint document',
};

const ignore = () => {};

/** Opens a lane. Closing the lane of a rehearsal undoes everything that was written. */
export async function openLane(pool: pg.Pool, settings: WriteSettings, shared: Shared, isRehearsal: boolean) {
  const connection = await pool.connect();
  // A lost connection is reported by the next statement. Without this listener, the event would end the process.
  connection.on('error', ignore);
  // The transaction may be idle for a long time while files are read.
  if (isRehearsal) await connection.query('begin; set local idle_in_transaction_session_timeout = 0');
  return new Lane(connection, settings, shared, isRehearsal ? REHEARSAL : TRANSACTION);
}

/** A connection that stores documents one after the other. */
export class Lane {
  readonly connection: pg.PoolClient;
  readonly taxonomy: Taxonomy;
  readonly #db: Database;
  readonly #settings: WriteSettings;
  readonly #shared: Shared;
  readonly #steps: typeof TRANSACTION;
  readonly #begun = performance.now();

  constructor(connection: pg.PoolClient, settings: WriteSettings, shared: Shared, steps: typeof TRANSACTION) {
    this.connection = connection;
    // Drizzle keeps the statements that it has built, so one Drizzle database serves the whole import.
    this.#db = drizzle(connection);
    this.#settings = settings;
    this.#shared = shared;
    this.#steps = steps;
    this.taxonomy = createTaxonomy(this.#db, settings);
  }

  /** Stores a document. Returns the item, or null for a record. Throws a `BadDocument` or an `OlderDocument`. */
  async write(document: WritableDocument): Promise<WrittenItem | null> {
    const fault = findUnstorable(document.kind === 'draft' ? document.draft : document.record);
    if (fault) throw new BadDocument(`${fault.path}: ${fault.problem}`);
    if (document.kind === 'draft') {
      const draft = readDraft(document.draft, this.#settings);
      return store(() => this.#writeDraft(draft));
    }
    const { record } = document;
    const { siteLanguage } = this.#settings;
    await store(() => this.#inTransaction(() => writeRecord(this.#db, record, siteLanguage, this.#shared.ownItems)));
    return null;
  }

  /** Adds the links that were missing because their targets were imported later. Returns the links that are still dead. */
  async finish() {
    const { ownItems, unlinked } = this.#shared;
    const deadLinks: { readonly sourceId: string; readonly missing: readonly string[] }[] = [];
    const waiting = [...unlinked.values()];
    unlinked.clear();
    for (const item of waiting) {
      const missing = await store(() => this.#inTransaction(() => relinkItem(this.#db, item, ownItems)));
      if (missing.length > 0) deadLinks.push({ sourceId: item.draft.sourceId, missing });
    }
    return deadLinks;
  }

  /** Gives the connection back to the pool. If `isIdle` is false, the pool closes it, which undoes an open transaction. */
  close(isIdle: boolean): void {
    this.connection.off('error', ignore);
    this.connection.release(!isIdle || this.#steps === REHEARSAL);
  }

  async #writeDraft(draft: ReadDraft): Promise<WrittenItem> {
    const { ownItems, unlinked } = this.#shared;
    const { existing, isOwn, isRepeated, isUnchanged } = await findItem(this.#db, draft, this.#settings);
    if (existing && isUnchanged) {
      if (isOwn) ownItems.set(draft.sourceId, existing.id);
      if (isRepeated && isAgeNews(draft, existing))
        await this.#inTransaction(() => storeAge(this.#db, existing.id, ageColumns(draft, existing)));
      // At the last import, some items to which the draft links may have been missing.
      if (isRepeated && namedItems(draft).length > 0) unlinked.set(draft.sourceId, { draft, id: existing.id });
      return { ...existing, outcome: 'unchanged', missing: [] };
    }
    if (existing) refuseOlder(ageOf(draft), ageOfStored(existing));
    const written = await this.#inTransaction(() =>
      writeItem(this.#db, draft, existing, this.taxonomy, this.#settings, ownItems),
    );
    if (written.missing.length > 0) unlinked.set(draft.sourceId, { draft, id: written.id, missing: written.missing });
    else unlinked.delete(draft.sourceId);
    return written;
  }

  async #inTransaction<Result>(write: () => Promise<Result>): Promise<Result> {
    const { begin, keep, undo } = this.#steps;
    // The start of the import, plus the time that has passed since.
    const now = new Date(this.#settings.now.getTime() + performance.now() - this.#begun);
    const log = settingsOf(this.connection, { actor: 'import', action: 'IMPORTED', now });
    await this.connection.query(`${begin}; ${log}`);
    try {
      const result = await write();
      await this.connection.query(keep);
      this.taxonomy.settle('committed');
      return result;
    } catch (error) {
      this.taxonomy.settle('rolled back');
      // On a lost connection, the rollback fails too. Its error is dropped, so that the first error is reported.
      await this.connection.query(undo).catch(() => {});
      throw error;
    }
  }
}

/** Runs `write`, and again after a collision with another writer. Throws a `BadDocument` if a value is refused. */
async function store<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await retryOnCollision(write, isCollision);
  } catch (error) {
    throw blameDocument(error);
  }
}
