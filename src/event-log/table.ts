import { bigint, boolean, index, integer, jsonb, pgEnum, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';
import { contentType, type genre } from '../item/table.js';

export const change = pgEnum('change', ['PUBLISHED', 'UPDATED', 'CORRECTED', 'RETRACTED', 'EXPIRED', 'WITHDRAWN']);

/**
 * The subject of an event: an item of content, a breaking item, or a post of a live blog. TOKEN and PREVIEW_LINK mean that one
 * was revoked. Only gateways read these events, to close the connections that the token or the link opened.
 */
export const eventSubject = pgEnum('event_subject', ['CONTENT', 'BREAKING', 'POST', 'TOKEN', 'PREVIEW_LINK']);

/**
 * The log of every change to public content, written by triggers when a transaction commits (drizzle/routines/log.sql),
 * so that no writer can forget it. Positions are in the order of commits, with gaps.
 */
export const events = pgTable(
  'events',
  {
    position: bigint('position', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    subject: eventSubject('subject').notNull(),
    subjectId: bigint('subject_id', { mode: 'number' }).notNull(),
    /** The item. For a post, it is the live blog. */
    contentId: bigint('content_id', { mode: 'number' }),
    /** The item's kind. */
    type: contentType('type'),
    change: change('change').notNull(),
    version: integer('version'),
    /** Why it was withdrawn or retracted. */
    reason: text('reason'),
    occurredAt: moment('occurred_at').notNull(),
    /** Who made the change: the name of a token or an account, `import` or `clock`. Readers never see it. */
    changedBy: text('changed_by').notNull(),
    /** The values that filters compare, as they were at the time: an event about a deleted item must still reach its subscribers. */
    facts: jsonb('facts').$type<EventFacts>().notNull(),
  },
  (table) => [index('events_by_subject').on(table.subject, table.subjectId, table.position)],
);

/** One row: the log was pruned up to here. A reader before this position has missed events. */
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
