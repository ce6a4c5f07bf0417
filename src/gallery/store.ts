import { getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { galleries } from './table.js';

/** What only a gallery's own page needs. */
export type GalleryDetails = typeof galleries.$inferSelect;

const selectDetails = statement('gallery_details', (db) =>
  db
    .select(getTableColumns(galleries))
    .from(galleries)
    .where(sql`${galleries.contentId} = any(${sql.placeholder('ids')}::bigint[])`),
);

export function findGalleryDetails(db: Database, ids: readonly number[]): Promise<GalleryDetails[]> {
  return selectDetails(db, { ids });
}
