import { getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { statement } from '../db/statement.js';
import { videos } from './table.js';

/** What only a video's own page needs. */
export type VideoDetails = typeof videos.$inferSelect;

const selectDetails = statement('video_details', (db) =>
  db
    .select(getTableColumns(videos))
    .from(videos)
    .where(sql`${videos.contentId} = any(${sql.placeholder('ids')}::bigint[])`),
);

export function findVideoDetails(db: Database, ids: readonly number[]): Promise<VideoDetails[]> {
  return selectDetails(db, { ids });
}
