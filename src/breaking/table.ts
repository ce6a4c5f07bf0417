import { isNotNull, sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgEnum, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';
import { contentItems } from '../item/table.js';
import { regions } from '../region/table.js';

export const breakingStatus = pgEnum('breaking_status', ['DEVELOPING', 'CONFIRMED', 'CORRECTED', 'RETRACTED']);

/** The items of the breaking-news ticker. Each is one line of text. */
export const breakingItems = pgTable(
  'breaking_items',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    language: text('language').notNull(),
    text: text('text').notNull(),
    attribution: text('attribution'),
    regionId: integer('region_id').references(() => regions.id),
    /** From 1, the highest, to 9. */
    urgency: smallint('urgency').notNull().default(3),
    status: breakingStatus('status').notNull().default('CONFIRMED'),
    contentId: bigint('content_id', { mode: 'number' }).references(() => contentItems.id, { onDelete: 'set null' }),
    publishedAt: moment('published_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    sourceId: text('source_id'),
    /** The time of change that the last imported record states. An older record changes nothing. */
    sourceUpdatedAt: moment('source_updated_at'),
    version: integer('version').notNull().default(1),
    retractedReason: text('retracted_reason'),
    /** The version that is public according to the event log. Null: not public yet. 0: expired or retracted. */
    loggedVersion: integer('logged_version'),
  },
  (table) => [
    uniqueIndex('breaking_items_by_source').on(table.sourceId),
    index('breaking_items_by_content').on(table.contentId).where(isNotNull(table.contentId)),
    // The ticker reads items that have not expired. They are few.
    index('breaking_items_unexpired').on(table.language, table.expiresAt),
    index('breaking_items_newest').on(table.language, table.publishedAt, table.id),
    // The clock reads the items to publish by the first index, and the items to expire by the second.
    index('breaking_items_to_open').on(table.publishedAt).where(sql`logged_version is null`),
    index('breaking_items_to_close').on(table.expiresAt).where(sql`logged_version > 0`),
    check('breaking_items_urgency', sql`${table.urgency} between 1 and 9`),
  ],
);
