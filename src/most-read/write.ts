import { sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import type { Database } from '../db/client.js';
import { retryOnCollision } from '../db/collision.js';
import { statement } from '../db/statement.js';
import type { ContentType } from '../item/kind-names.js';
import { contentViews } from './table.js';

/** The number of views of an item in the hour that begins at `hour`. */
export interface CountedViews {
  readonly type: ContentType;
  readonly contentId: number;
  readonly hour: Date;
  readonly views: number;
}

/** Adds views in the order of the item ids, so that two gateways that write at the same time cannot deadlock. */
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

/** Adds views in one statement. Views of items that do not exist or are not public at the time `now` are ignored. */
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
