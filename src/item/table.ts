import { isNotNull, sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { authors } from '../author/table.js';
import { moment } from '../db/columns.js';
import type { Image } from '../image/image.js';
import { regions } from '../region/table.js';
import { sections } from '../section/table.js';
import { series } from '../series/table.js';
import { tags } from '../tag/table.js';
import { CONTENT_TYPES, GENRES } from './content-kinds.js';

export const contentType = pgEnum('content_type', CONTENT_TYPES);
export const genre = pgEnum('genre', GENRES);
export const direction = pgEnum('direction', ['LTR', 'RTL']);

/**
 * What editors decided. RELEASED is theirs, the rest is the clock's: a released item is public from `visible_from`
 * to `expires_at`, so SCHEDULED is no state of its own and nothing has to happen for it to open.
 */
export const contentState = pgEnum('content_state', ['DRAFT', 'RELEASED', 'WITHDRAWN']);

/** What was done to make a revision. FOUND is what was there before anything was kept of it. */
export const revisionAction = pgEnum('revision_action', [
  ...(['FOUND', 'IMPORTED', 'CREATED', 'UPDATED', 'PUBLISHED', 'SCHEDULED'] as const),
  ...(['UNPUBLISHED', 'WITHDRAWN', 'CORRECTED', 'RESTORED', 'REMOVED'] as const),
]);

/** What every published thing has, and what a card says of each kind; what only its page needs is in the kind's table. */
export const contentItems = pgTable(
  'content_items',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    type: contentType('type').notNull(),
    language: text('language').notNull(),
    slug: text('slug').notNull(),
    /** The canonical address below the site's, such as `/news/politics/the-slug`. */
    path: text('path').notNull().unique(),
    headline: text('headline').notNull(),
    standfirst: text('standfirst'),
    trailText: text('trail_text'),
    label: text('label'),
    byline: text('byline'),
    /** Only of articles. */
    genre: genre('genre'),
    /** Only where it isn't the language's own. */
    direction: direction('direction'),
    sectionId: integer('section_id').references(() => sections.id),
    seriesId: integer('series_id').references(() => series.id),
    mainImage: jsonb('main_image').$type<Image>(),
    /** A video's. */
    durationSeconds: integer('duration_seconds'),
    /** A gallery's. */
    imageCount: integer('image_count'),
    /** A live blog's. */
    coverageStartTime: moment('coverage_start_time'),
    coverageEndTime: moment('coverage_end_time'),
    /** It is a video, or its body has one in it. */
    hasVideo: boolean('has_video').notNull().default(false),
    /** It can be listened to, or its body has a sound in it. */
    hasAudio: boolean('has_audio').notNull().default(false),
    wordCount: integer('word_count').notNull().default(0),
    /** 1 to 9, 1 the highest. */
    urgency: smallint('urgency'),
    state: contentState('state').notNull().default('DRAFT'),
    version: integer('version').notNull().default(1),
    publishedAt: moment('published_at'),
    firstPublishedAt: moment('first_published_at'),
    updatedAt: moment('updated_at').notNull(),
    embargoedUntil: moment('embargoed_until'),
    expiresAt: moment('expires_at'),
    visibleFrom: moment('visible_from').generatedAlwaysAs(sql`greatest(published_at, embargoed_until)`),
    withdrawnAt: moment('withdrawn_at'),
    withdrawnReason: text('withdrawn_reason'),
    /** Items that are translations of each other share the id of the first. */
    translationGroupId: bigint('translation_group_id', { mode: 'number' }).references(
      (): AnyPgColumn => contentItems.id,
      { onDelete: 'set null' },
    ),
    /** A note for editors, never public. */
    edNote: text('ed_note'),
    /** What an importer knows the item by. */
    sourceId: text('source_id'),
    sourceUrl: text('source_url'),
    /** SHA-256 of the draft that was imported last: the same one again changes nothing. */
    sourceHash: char('source_hash', { length: 64 }),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** Who made it here: an account or a token. Null for what was imported. */
    createdBy: text('created_by'),
    /** The version that the event log has as public, and how many corrections with it; null for what it doesn't have, 0 for what it had and is over. */
    loggedVersion: integer('logged_version'),
    loggedCorrections: integer('logged_corrections').notNull().default(0),
  },
  (table) => [
    uniqueIndex('content_items_by_slug').on(table.language, table.slug),
    uniqueIndex('content_items_by_source').on(table.sourceId),
    // content_items_newest and content_items_newest_of_section have columns beside their keys: drizzle/0003_keep_lists_quick.sql.
    index('content_items_newest_of_all').on(table.publishedAt, table.id).where(sql`state = 'RELEASED'`),
    index('content_items_newest_of_series')
      .on(table.seriesId, table.publishedAt, table.id)
      .where(sql`state = 'RELEASED' and series_id is not null`),
    index('content_items_newest_of_type')
      .on(table.language, table.type, table.publishedAt, table.id)
      .where(sql`state = 'RELEASED'`),
    index('content_items_newest_of_genre')
      .on(table.genre, table.publishedAt, table.id)
      .where(sql`state = 'RELEASED' and genre is not null`),
    index('content_items_updated').on(table.language, table.updatedAt, table.id).where(sql`state = 'RELEASED'`),
    index('content_items_updated_of_all').on(table.updatedAt, table.id).where(sql`state = 'RELEASED'`),
    index('content_items_with_video').on(table.publishedAt, table.id).where(sql`state = 'RELEASED' and has_video`),
    index('content_items_with_audio').on(table.publishedAt, table.id).where(sql`state = 'RELEASED' and has_audio`),
    // What the clock has to open, and to close.
    index('content_items_to_open').on(table.visibleFrom).where(sql`state = 'RELEASED' and logged_version is null`),
    index('content_items_to_close').on(table.expiresAt).where(sql`logged_version > 0 and expires_at is not null`),
    index('content_items_in_the_newsroom').on(table.state, table.updatedAt, table.id).where(sql`state <> 'RELEASED'`),
    index('content_items_translations').on(table.translationGroupId).where(isNotNull(table.translationGroupId)),
    check('content_items_urgency', sql`${table.urgency} between 1 and 9`),
    check('content_items_released_is_dated', sql`${table.state} <> 'RELEASED' or ${table.publishedAt} is not null`),
  ],
);

/** A column that refers to an item. The row is deleted with the item. */
export const contentId = () =>
  bigint('content_id', { mode: 'number' })
    .notNull()
    .references(() => contentItems.id, { onDelete: 'cascade' });

/** The item's own, kept equal by a trigger, so that the newest items of an author, a region or a tag are one walk along an index. */
const publishedAtOfItem = () => moment('published_at');

export const contentAuthors = pgTable(
  'content_authors',
  {
    contentId: contentId(),
    authorId: integer('author_id')
      .notNull()
      .references(() => authors.id),
    position: smallint('position').notNull(),
    publishedAt: publishedAtOfItem(),
  },
  (table) => [
    primaryKey({ columns: [table.contentId, table.authorId] }),
    index('content_authors_newest').on(table.authorId, table.publishedAt, table.contentId),
  ],
);

export const contentRegions = pgTable(
  'content_regions',
  {
    contentId: contentId(),
    regionId: integer('region_id')
      .notNull()
      .references(() => regions.id),
    position: smallint('position').notNull(),
    publishedAt: publishedAtOfItem(),
  },
  (table) => [
    primaryKey({ columns: [table.contentId, table.regionId] }),
    index('content_regions_newest').on(table.regionId, table.publishedAt, table.contentId),
  ],
);

export const contentTags = pgTable(
  'content_tags',
  {
    contentId: contentId(),
    tagId: integer('tag_id')
      .notNull()
      .references(() => tags.id),
    position: smallint('position').notNull(),
    publishedAt: publishedAtOfItem(),
  },
  (table) => [
    primaryKey({ columns: [table.contentId, table.tagId] }),
    index('content_tags_newest').on(table.tagId, table.publishedAt, table.contentId),
  ],
);

/** Addresses that an item had, or had elsewhere: they still resolve. */
export const pathAliases = pgTable(
  'path_aliases',
  { path: text('path').primaryKey(), contentId: contentId() },
  (table) => [index('path_aliases_by_content').on(table.contentId)],
);

/** Appended, dated and visible: never an edit that hides. */
export const corrections = pgTable(
  'corrections',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    contentId: contentId(),
    text: text('text').notNull(),
    publishedAt: moment('published_at').notNull(),
  },
  (table) => [index('corrections_by_content').on(table.contentId, table.publishedAt)],
);

/** Every version of an item, or of a post of a live blog, whole: who made it, when, and by doing what. */
export const revisions = pgTable(
  'revisions',
  {
    contentId: contentId(),
    /** 0 for the item itself. */
    postId: bigint('post_id', { mode: 'number' }).notNull().default(0),
    version: integer('version').notNull(),
    action: revisionAction('action').notNull(),
    changedAt: moment('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
    /** As the SQL function `content_snapshot` gives it. */
    snapshot: jsonb('snapshot').notNull(),
  },
  (table) => [primaryKey({ columns: [table.contentId, table.postId, table.version] })],
);
