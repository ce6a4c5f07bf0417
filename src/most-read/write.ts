import { sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { retryOnCollision } from '../db/collision.js';
import { statement } from '../db/statement.js';
import type { ContentType } from '../item/kind-names.js';
import { contentViews } from './table.js';

/** Views of an item in the hour that begins at `hour`. */
export interface CountedViews {
  readonly type: ContentType;
  readonly contentId: number;
  readonly hour: Date;
  readonly views: number;
}

/** Writes in the order of the items, so that two gateways that write at once wait for each other without a deadlock. */
const insertViews = statement('add_views', (db) =>
  db
    .insert(contentViews)
    .select(
      sql`select content_items.id, counted.hour, counted.views
        from unnest(${sql.placeholder('ids')}::bigint[], ${sql.placeholder('types')}::content_type[],
          ${sql.placeholder('hours')}::timestamptz[], ${sql.placeholder('counts')}::int[]) as counted(id, type, hour, views)
        join content_items on content_items.id = counted.id and content_items.type = counted.type and ${isPublic}
        order by counted.id, counted.hour`,
    )
    .onConflictDoUpdate({
      target: [contentViews.contentId, contentViews.hour],
      set: { views: sql`content_views.views + excluded.views` },
    }),
);

/** Adds views in one statement. Views of items that are missing, or not public at `now`, are ignored. */
export async function addViews(db: Database, now: Date, counted: readonly CountedViews[]): Promise<void> {
  const values = {
    now,
    ids: counted.map(({ contentId }) => contentId),
    types: counted.map(({ type }) => type),
    hours: counted.map(({ hour }) => hour),
    counts: counted.map(({ views }) => views),
  };
  await retryOnCollision(() => insertViews(db, values));
}
