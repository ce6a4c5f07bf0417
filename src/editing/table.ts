import { bigint, integer, jsonb, pgEnum, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';
import { contentId } from '../item/table.js';

/** The action that made a revision. FOUND stands for an item that was in the database before revisions were kept. */
export const revisionAction = pgEnum('revision_action', [
  'FOUND',
  'IMPORTED',
  'CREATED',
  'UPDATED',
  'PUBLISHED',
  'SCHEDULED',
  'UNPUBLISHED',
  'WITHDRAWN',
  'CORRECTED',
  'RESTORED',
  'REMOVED',
]);

/** Every version of an item or of a live blog's post: the whole content, the action that made it, and who did it. */
export const revisions = pgTable(
  'revisions',
  {
    contentId: contentId(),
    /** The id of the post. 0 for a version of the item itself. */
    postId: bigint('post_id', { mode: 'number' }).notNull().default(0),
    version: integer('version').notNull(),
    action: revisionAction('action').notNull(),
    changedAt: moment('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
    snapshot: jsonb('snapshot').notNull(),
  },
  (table) => [primaryKey({ columns: [table.contentId, table.postId, table.version] })],
);
