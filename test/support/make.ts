import { afterAll, beforeAll } from 'vitest';
import type { ContentDraftInput } from '../../src/ingest/contract/draft.js';
import type { NewsroomRecordInput } from '../../src/ingest/contract/records.js';
import { recordSchema } from '../../src/ingest/contract/records.js';
import type { WrittenItem } from '../../src/ingest/store/write-item.js';
import { openWriter, type Writer } from '../../src/ingest/store/writer.js';
import type { TestDatabase } from './database.js';
import { NOW } from './names.js';

/** Makes content like an import. */
export interface Maker {
  /** An article that was published an hour before NOW, unless it says otherwise. */
  readonly article: (draft: Partial<ContentDraftInput> & { headline: string }) => Promise<WrittenItem>;
  readonly record: (record: NewsroomRecordInput) => Promise<void>;
  /** Links articles to articles that were made later. */
  readonly link: () => Promise<void>;
}

export function useMaker(database: () => TestDatabase): () => Maker {
  let writer: Writer | undefined;
  beforeAll(async () => {
    writer = await openWriter(database().pool, { siteLanguage: 'en', language: 'en', editions: new Set(), now: NOW });
  });
  afterAll(() => writer?.close());
  return () => {
    const open = writer;
    if (!open) throw new Error('the maker has not been started yet: call this only in a test');
    return {
      article: async (draft) => {
        const written = await open.write({
          kind: 'draft',
          draft: { sourceId: `test:${draft.headline}`, publishedAt: hoursAgo(1), ...draft },
        });
        if (!written) throw new Error('a draft gives an article');
        return written;
      },
      record: async (record) => {
        await open.write({ kind: 'record', record: recordSchema.parse(record) });
      },
      link: async () => {
        await open.finish();
      },
    };
  };
}

export function hoursAgo(hours: number): Date {
  return new Date(NOW.getTime() - hours * 3_600_000);
}
