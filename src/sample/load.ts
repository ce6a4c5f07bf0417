import type pg from 'pg';
import { openWriter } from '../ingest/store/writer.js';
import { readSample, type Sample } from './files.js';
import { moveDates } from './move-dates.js';

/** Loads the sample newsroom as an import does, its dates moved up to `now`. Answers how many items it has. */
export async function loadSample(pool: pg.Pool, now: Date, sample?: Sample): Promise<number> {
  const { asOf, documents } = sample ?? (await readSample());
  const writer = await openWriter(pool, { siteLanguage: 'en', language: 'en', editions: new Set(), now });
  try {
    const underWay: ReturnType<typeof writer.write>[] = [];
    for await (const document of documents) {
      moveDates(document, now.getTime() - asOf.getTime());
      const written = writer.write(document);
      // What fails is told below, where all are waited for.
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
