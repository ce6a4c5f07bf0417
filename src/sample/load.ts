import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { contentItems } from '../content/table.js';
import type { Database } from '../db/client.js';
import { openWriter } from '../ingest/store/writer.js';
import { sampleDocuments } from './documents.js';

/** Whether nobody has put anything into the database yet. */
export async function isEmpty(db: Database): Promise<boolean> {
  const [row] = await db.select({ one: sql`1` }).from(contentItems).limit(1);
  return row === undefined;
}

/** Loads the sample newsroom, its dates counted back from `now`. Answers how many items it has. */
export async function loadSample(pool: pg.Pool, now: Date): Promise<number> {
  const writer = await openWriter(pool, { siteLanguage: 'en', language: 'en', editions: new Set(), now });
  try {
    const written = await Promise.all(sampleDocuments(now).map((document) => writer.write(document)));
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
