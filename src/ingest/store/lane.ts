import { drizzle } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { retryOnCollision } from '../../db/collision.js';
import { settingsOf } from '../../writing/log.js';
import type { ContentDraft } from '../document/draft.js';
import type { WritableDocument } from '../document/format.js';
import { findUnstorable } from '../text/storable.js';
import { BadDocument, blameDocument, isCollision } from './bad-document.js';
import { namedItems, relinkItem } from './link-item.js';
import { type ReadDraft, readDraft } from './read-draft.js';
import { createTaxonomy } from './taxonomy.js';
import { findItem } from './unchanged.js';
import { type WriteSettings, type WrittenItem, writeItem } from './write-item.js';
import { writeRecord } from './write-record.js';

/** Stores documents over one connection. */
export interface Lane {
  /** Answers the article, or null for another record. Throws `BadDocument` for one that can't be stored. */
  readonly write: (document: WritableDocument) => Promise<WrittenItem | null>;
  /** Links the articles that named others which came after them; answers those whose links lead nowhere. */
  readonly finish: () => Promise<{ sourceId: string; missing: readonly string[] }[]>;
  readonly connection: pg.PoolClient;
  /** Looks sections, regions, authors and tags up anew: a record may have changed one. */
  readonly forget: () => void;
  /** Gives the connection back. */
  readonly close: () => void;
}

/** What the lanes of one import know together. */
export interface Shared {
  /** Articles that name what wasn't there when they were written, by source id: the newest draft of each. */
  readonly unlinked: Map<string, { readonly draft: ContentDraft; readonly id: number }>;
  /** Items without a source id that an export of this database names, by that name. */
  readonly madeHere: Map<string, number>;
}

/** How a document begins, is kept and is undone: it is all or nothing, so that one that can't be stored leaves nothing behind. */
interface Steps {
  readonly begin: string;
  readonly keep: string;
  readonly undo: string;
}
const TRANSACTION: Steps = { begin: 'begin', keep: 'commit', undo: 'rollback' };
/** Each within one transaction, which nobody commits: documents see those before them, and nobody else sees any. */
const REHEARSAL: Steps = {
  begin: 'savepoint document',
  keep: 'release savepoint document',
  undo: 'rollback to savepoint document',
};

/** Opens a connection for documents. With `isRehearsal` all that they write is undone when the lane is closed. */
export async function openLane(
  pool: pg.Pool,
  settings: WriteSettings,
  shared: Shared,
  isRehearsal = false,
): Promise<Lane> {
  const { madeHere, unlinked } = shared;
  const steps = isRehearsal ? REHEARSAL : TRANSACTION;
  const connection = await pool.connect();
  // A lost connection is an error of the next statement: unheard, it would end the process.
  connection.on('error', () => {});
  // An import that a power cut interrupts is run again: waiting for the disk after each document gains nothing.
  await connection.query('set synchronous_commit = off');
  // Files may take long to be read while the transaction is idle.
  if (isRehearsal) await connection.query('begin; set local idle_in_transaction_session_timeout = 0');
  // One Drizzle database for the whole import, not one a transaction, keeps the statements that it has built.
  const db = drizzle(connection);
  const taxonomy = createTaxonomy(db, settings);
  // The import's clock goes on from when it began.
  const begun = performance.now();
  const clock = () => new Date(settings.now.getTime() + performance.now() - begun);

  async function inTransaction<Result>(write: () => Promise<Result>): Promise<Result> {
    await connection.query(
      `${steps.begin}; ${settingsOf(connection, { actor: 'import', action: 'IMPORTED', now: clock() })}`,
    );
    try {
      const result = await write();
      await connection.query(steps.keep);
      taxonomy.settle('committed');
      return result;
    } catch (error) {
      taxonomy.settle('rolled back');
      // Where the connection is lost, the transaction is too, and that is the error to tell.
      await connection.query(steps.undo).catch(() => {});
      throw error;
    }
  }

  async function writeDraft(draft: ReadDraft): Promise<WrittenItem> {
    const { existing, isMadeHere, isUnchanged, mayLackLinks } = await findItem(db, draft, settings);
    if (existing && isUnchanged) {
      if (isMadeHere) madeHere.set(draft.sourceId, existing.id);
      if (mayLackLinks && namedItems(draft).length > 0) unlinked.set(draft.sourceId, { draft, id: existing.id });
      return { ...existing, outcome: 'unchanged', missing: [] };
    }
    const written = await inTransaction(() => writeItem(db, draft, existing, taxonomy, settings, madeHere));
    if (written.missing.length > 0) unlinked.set(draft.sourceId, { draft, id: written.id });
    else unlinked.delete(draft.sourceId);
    return written;
  }

  return {
    write: async (document) => {
      const fault = findUnstorable(document.kind === 'draft' ? document.draft : document.record);
      if (fault) throw new BadDocument(`${fault.path}: ${fault.problem}`);
      if (document.kind === 'draft') {
        const draft = readDraft(document.draft, settings);
        return store(() => writeDraft(draft));
      }
      const { record } = document;
      await store(() => inTransaction(() => writeRecord(db, record, settings.siteLanguage, madeHere)));
      return null;
    },
    finish: async () => {
      const deadLinks: { sourceId: string; missing: readonly string[] }[] = [];
      const waiting = [...unlinked.values()];
      unlinked.clear();
      for (const { draft, id } of waiting) {
        const missing = await store(() => inTransaction(() => relinkItem(db, id, draft, madeHere)));
        if (missing.length > 0) deadLinks.push({ sourceId: draft.sourceId, missing });
      }
      return deadLinks;
    },
    connection,
    forget: () => taxonomy.forget(),
    // The connection is closed, not reused: it has settings that requests must not get.
    close: () => connection.release(true),
  };
}

/** Tried again while other writers are in its way; what the database refuses for good is the document's fault. */
async function store<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await retryOnCollision(write, isCollision);
  } catch (error) {
    throw blameDocument(error);
  }
}
