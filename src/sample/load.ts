import type pg from 'pg';
import type { WrittenItem } from '../ingest/store/write-item.js';
import { openWriter } from '../ingest/store/writer.js';
import { readSample } from './files.js';

/** Loads the sample newsroom as an import does, its dates moved up to `now`. Answers how many items it has. */
export async function loadSample(pool: pg.Pool, now: Date): Promise<number> {
  const writer = await openWriter(pool, { siteLanguage: 'en', language: 'en', editions: new Set(), now });
  try {
    const underWay: Promise<WrittenItem | null>[] = [];
    for await (const document of readSample(now)) {
      const written = writer.write(document);
      // What fails is told below, when all are waited for.
      written.catch(() => {});
      underWay.push(written);
    }
    const written = await Promise.all(underWay);
    const [deadLink] = await writer.finish();
    if (deadLink)
      throw new Error(
        `the sample item ${deadLink.sourceId} links to what is not there: ${deadLink.missing.join(', ')}`,
      );
    return written.filter((item) => item !== null).length;
  } finally {
    writer.close();
  }
}
