import { bigint, boolean, index, integer, jsonb, pgEnum, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';
import { contentType, type genre } from '../item/table.js';

export const change = pgEnum('change', ['PUBLISHED', 'UPDATED', 'CORRECTED', 'RETRACTED', 'EXPIRED', 'WITHDRAWN']);

/**
 * The subject of an event: something that public queries show. An event of TOKEN or PREVIEW_LINK means that an access
 * token or a preview link was revoked. Gateways read these events to close the connections that the token or the link
 * opened. Clients do not see these events.
 */
export const eventSubject = pgEnum('event_subject', [
  'CONTENT',
  'BREAKING',
  'POST',
  'TOKEN',
  'PREVIEW_LINK',
  'TAG',
  'AUTHOR',
  'SECTION',
  'REGION',
  'SERIES',
  'COLLECTION',
  'PAGE',
  'SITE',
]);

/**
 * The log of every change to public content. Triggers write the log when a transaction commits
 * (drizzle/routines/log.sql), so no writer can forget it. Positions increase in the order of commits. Some are skipped.
 */
export const events = pgTable(
  'events',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    subject: eventSubject('subject').notNull(),
    subjectId: bigint('subject_id', { mode: 'number' }).notNull(),
    /** The id of the item. For a post, the id of its live blog. */
    contentId: bigint('content_id', { mode: 'number' }),
    /** The kind of the item. */
    type: contentType('type'),
    change: change('change').notNull(),
    version: integer('version'),
    /** Why the subject was withdrawn or retracted. */
    reason: text('reason'),
    occurredAt: moment('occurred_at').notNull(),
    /** Who made the change: the name of a token or an account, `import` or `clock`. Readers never see it. */
    changedBy: text('changed_by').notNull(),
    /** The values that filters compare, at the time of the event. For a deleted item, only these values are left. */
    facts: jsonb('facts').$type<EventFacts>().notNull(),
  },
  (table) => [index('events_by_subject').on(table.subject, table.subjectId, table.position)],
);

/**
 * The items that bodies show by links and related news. If such an item changes, the log tells whose bodies show it.
 * A trigger keeps the table (drizzle/routines/log_showing.sql). `shown_by` is CONTENT, POST or PAGE.
 */
export const shownItems = pgTable(
  'shown_items',
  {
    contentId: bigint('content_id', { mode: 'number' }).notNull(),
    shownBy: text('shown_by').notNull(),
    shownById: bigint('shown_by_id', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contentId, table.shownBy, table.shownById] }),
    index('shown_items_by_body').on(table.shownBy, table.shownById),
  ],
);

/** A table of one row. Events up to `prunedTo` were deleted. A reader that was behind this position has missed some. */
export const logPruning = pgTable('log_pruning', {
  isOnly: boolean('is_only').primaryKey().default(true),
  prunedTo: bigint('pruned_to', { mode: 'number' }).notNull().default(0),
});

export interface EventFacts {
  readonly language?: string;
  readonly urgency?: number;
  readonly regionIds?: readonly number[];
  readonly sectionId?: number | null;
  readonly seriesId?: number | null;
  readonly genre?: (typeof genre.enumValues)[number] | null;
  readonly tagIds?: readonly number[];
  readonly authorIds?: readonly number[];
  readonly hasVideo?: boolean;
  readonly hasAudio?: boolean;
  readonly publishedAt?: string | null;
}
