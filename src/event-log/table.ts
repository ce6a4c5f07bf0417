import { bigint, boolean, index, integer, jsonb, pgEnum, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';
import { contentType, type genre } from '../item/table.js';

export const change = pgEnum('change', ['PUBLISHED', 'UPDATED', 'CORRECTED', 'RETRACTED', 'EXPIRED', 'WITHDRAWN']);

/**
 * What an event is about: an item of content, a line of the ticker, a post of a live blog. A token or a preview link that is
 * revoked is for the gateways alone: they close what was opened with it.
 */
export const eventSubject = pgEnum('event_subject', ['CONTENT', 'BREAKING', 'POST', 'TOKEN', 'PREVIEW_LINK']);

/**
 * The log of every change to what is public, written by triggers when a transaction commits (drizzle/routines/log.sql),
 * so that no writer can forget it. Positions are in the order of commits, with gaps.
 */
export const events = pgTable(
  'events',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    subject: eventSubject('subject').notNull(),
    subjectId: bigint('subject_id', { mode: 'number' }).notNull(),
    /** The item; of a post, its live blog. */
    contentId: bigint('content_id', { mode: 'number' }),
    /** The item's kind. */
    type: contentType('type'),
    change: change('change').notNull(),
    version: integer('version'),
    /** Why it was withdrawn or retracted. */
    reason: text('reason'),
    occurredAt: moment('occurred_at').notNull(),
    /** Whose change it was: a token's or an account's name, `import`, `clock`. Not for readers. */
    changedBy: text('changed_by').notNull(),
    /** What filters go by, as it was: an event about what is gone still finds those who had it. */
    facts: jsonb('facts').$type<EventFacts>().notNull(),
  },
  (table) => [index('events_by_subject').on(table.subject, table.subjectId, table.position)],
);

/** How far the log has been pruned: one row. Whoever stands before it has missed something. */
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
