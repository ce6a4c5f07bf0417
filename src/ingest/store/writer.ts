import { createHash } from 'node:crypto';
import type pg from 'pg';
import { indexOver } from '../../search/indexer.js';
import type { SetAside } from '../../search/queue.js';
import type { WritableDocument } from '../contract/format.js';
import { type Lane, openLane, type Shared } from './lane.js';
import type { WriteSettings } from './read-draft.js';
import type { WrittenItem } from './write-item.js';

/** The number of lanes of an import. A lane mostly waits for the database. Four lanes keep a small machine busy. */
const LANES = 4;

/** Stores several documents at once. The result is the same as if they were stored one after the other. */
export interface Writer extends Pick<Lane, 'write'> {
  /** The number of documents that are worth storing at once. More documents would only wait. */
  readonly capacity: number;
  /** Links and indexes what was written. Returns the dead links. `onSetAside` gets items that could not be indexed. */
  finish(onSetAside?: (fault: SetAside) => void): ReturnType<Lane['finish']>;
  /** Closes all lanes. Documents that are being written are undone. */
  close(): void;
}

/**
 * Opens a writer with a connection for each lane. The headline of a document chooses its lane, so that documents with the
 * same headline get their slugs in order. A document waits for an earlier document with the same source id. A record
 * waits for all documents before it. All documents after the record wait for it, because they may refer to it. A
 * rehearsal (a dry run) is rolled back at the end. It has one lane, so that each document sees all earlier writes.
 */
export async function openWriter(
  pool: pg.Pool,
  { editions, ...others }: WriteSettings,
  isRehearsal = false,
): Promise<Writer> {
  const settings = { ...others, editions: new Set(editions).add(others.siteLanguage) };
  const lanes = await openLanes(pool, settings, isRehearsal);
  const tails = lanes.map((): Promise<unknown> => Promise.resolve());
  const underWay = new Map<string, Promise<unknown>>();
  const idle = () => Promise.all(tails);
  let isFinished = false;

  function inLane(index: number, before: Promise<unknown>, document: WritableDocument): Promise<WrittenItem | null> {
    const lane = lanes[index] ?? lanes[0];
    if (!lane) throw new Error('the writer has no lane');
    const written = Promise.all([tails[index], before]).then(() => lane.write(document));
    tails[index] = written.catch(() => {});
    return written;
  }

  function writeItem(document: WritableDocument, sourceId: string, headline: string): Promise<WrittenItem | null> {
    const index = createHash('sha256').update(headline).digest().readUInt16BE() % lanes.length;
    const written = inLane(index, underWay.get(sourceId) ?? Promise.resolve(), document);
    const done = written.catch(() => {}).finally(() => underWay.get(sourceId) === done && underWay.delete(sourceId));
    underWay.set(sourceId, done);
    return written;
  }

  return {
    capacity: 2 * lanes.length,
    write: (document) => {
      isFinished = false;
      if (document.kind === 'draft') return writeItem(document, document.draft.sourceId, document.draft.headline);
      const { record } = document;
      const written = inLane(0, idle(), document).then((nothing) => {
        // The documents after the record of the site get addresses of that site.
        if (record.record === 'site') settings.siteLanguage = record.language;
        if (record.record === 'site' || record.record === 'edition') settings.editions.add(record.language);
        for (const lane of lanes) lane.taxonomy.forget();
        return nothing;
      });
      tails.fill(written.catch(() => {}));
      return written;
    },
    finish: async (onSetAside) => {
      await idle();
      const deadLinks = [];
      for (const lane of lanes) deadLinks.push(...(await lane.finish()));
      const connections = lanes.map((lane) => lane.connection);
      if (!isRehearsal) await indexOver(connections, settings.now, () => false, onSetAside);
      isFinished = true;
      return deadLinks;
    },
    close: () => {
      for (const lane of lanes) lane.close(isFinished);
    },
  };
}

/** Opens all lanes. If a lane fails, closes the others, because the pool can't close with an open connection. */
async function openLanes(pool: pg.Pool, settings: WriteSettings, isRehearsal: boolean): Promise<Lane[]> {
  const shared: Shared = { unlinked: new Map(), ownItems: new Map() };
  const length = isRehearsal ? 1 : Math.min(LANES, pool.options.max);
  const opening = Array.from({ length }, () => openLane(pool, settings, shared, isRehearsal));
  const opened = await Promise.allSettled(opening);
  const lanes = opened.flatMap((lane) => (lane.status === 'fulfilled' ? lane.value : []));
  const failed = opened.find((lane) => lane.status === 'rejected');
  if (!failed) return lanes;
  for (const lane of lanes) lane.close(true);
  throw failed.reason;
}
