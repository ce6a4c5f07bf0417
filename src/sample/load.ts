import type pg from 'pg';
import { openWriter } from '../ingest/store/writer.js';
import { readSample, type Sample } from './files.js';

const HOUR_MS = 3_600_000;

/** Loads the sample newsroom, as an import does. Its dates are moved up to `now`. Returns the number of items. */
export async function loadSample(pool: pg.Pool, now: Date, sample?: Sample): Promise<number> {
  const { asOf, documents } = sample ?? (await readSample());
  const writer = await openWriter(pool, { siteLanguage: 'en', language: 'en', editions: new Set(), now });
  try {
    const underWay: ReturnType<typeof writer.write>[] = [];
    for await (const document of documents) {
      moveDates(document, now.getTime() - asOf.getTime());
      const written = writer.write(document);
      // The error is not lost: it is thrown below, where all documents are awaited.
      written.catch(() => {});
      underWay.push(written);
    }
    const written = await Promise.all(underWay);
    const [deadLink] = await writer.finish();
    if (deadLink)
      throw new Error(
        `the sample item ${deadLink.sourceId} links to items that do not exist: ${deadLink.missing.join(', ')}`,
      );
    return written.filter((item) => item !== null).length;
  } finally {
    writer.close();
  }
}

/** Moves each date within a value, in place. A date in a field `hour` of views is rounded down to the hour. */
export function moveDates(value: unknown, by: number): void {
  if (value instanceof Date) value.setTime(value.getTime() + by);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      moveDates(part, by);
      if (name === 'hour' && part instanceof Date) part.setTime(Math.floor(part.getTime() / HOUR_MS) * HOUR_MS);
    }
  }
}
