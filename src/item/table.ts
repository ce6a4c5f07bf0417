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
import type { Block } from '../body/blocks.js';
import { jsonList, moment } from '../db/columns.js';
import type { Image } from '../image/image.js';
import { regions } from '../region/table.js';
import { sections } from '../section/table.js';
import { series } from '../series/table.js';
import { tags } from '../tag/table.js';
import { CONTENT_TYPES, GENRES } from './kind-names.js';

export const contentType = pgEnum('content_type', CONTENT_TYPES);
export const genre = pgEnum('genre', GENRES);
export const direction = pgEnum('direction', ['LTR', 'RTL']);

/** The state that editors gave an item. SCHEDULED is none: a released item becomes public by itself at `visible_from`. */
export const contentState = pgEnum('content_state', ['DRAFT', 'RELEASED', 'WITHDRAWN']);

/** Items of every kind, with the columns that a card in a list needs. The table of each kind has the other columns. */
export const contentItems = pgTable(
  'content_items',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    type: contentType('type').notNull(),
    language: text('language').notNull(),
    slug: text('slug').notNull(),
    /** The canonical path, such as `/news/politics/the-slug`. */
    path: text('path').notNull().unique(),
    headline: text('headline').notNull(),
    standfirst: text('standfirst'),
    trailText: text('trail_text'),
    label: text('label'),
    byline: text('byline'),
    /** Null for kinds other than articles. */
    genre: genre('genre'),
    /** Null if the direction of the language applies. */
    direction: direction('direction'),
    sectionId: integer('section_id').references(() => sections.id),
    seriesId: integer('series_id').references(() => series.id),
    mainImage: jsonb('main_image').$type<Image>(),
    /** Null for kinds other than videos. */
    durationSeconds: integer('duration_seconds'),
    /** Null for kinds other than galleries. */
    imageCount: integer('image_count'),
    /** Null for kinds other than live blogs. */
    coverageStartTime: moment('coverage_start_time'),
    coverageEndTime: moment('coverage_end_time'),
    /** True if the item is a video, or has a video in its body. */
    hasVideo: boolean('has_video').notNull().default(false),
    /** True if the item has a recording of its text, or audio in its body. */
    hasAudio: boolean('has_audio').notNull().default(false),
    wordCount: integer('word_count').notNull().default(0),
    /** From 1 (the most urgent) to 9 (the least urgent). */
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
    /** The id of the original item. The original and all its translations have this value. Null: no translations. */
    translationGroupId: bigint('translation_group_id', { mode: 'number' }).references(
      (): AnyPgColumn => contentItems.id,
      { onDelete: 'set null' },
    ),
    edNote: text('ed_note'),
    /** The id of the item in the system that it was imported from. */
    sourceId: text('source_id'),
    sourceUrl: text('source_url'),
    /** SHA-256 of the last imported draft. An import of the same draft changes nothing. */
    sourceHash: char('source_hash', { length: 64 }),
    /** The version that the last imported document states. Null: it states none, or there is no document. */
    sourceVersion: text('source_version'),
    /** The time of change that the last imported document states. Items that editors change keep it. */
    sourceUpdatedAt: moment('source_updated_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** The account or token that created the item. Null for an imported item. */
    createdBy: text('created_by'),
    /**
     * The version that is public according to the event log. 0: expired. Null: not public, for example because the item
     * is a draft. The clock (src/event-log/clock.ts) skips rows with 0.
     */
    loggedVersion: integer('logged_version'),
    loggedCorrections: integer('logged_corrections').notNull().default(0),
  },
  (table) => [
    uniqueIndex('content_items_by_slug').on(table.language, table.slug),
    uniqueIndex('content_items_by_source').on(table.sourceId),
    // drizzle/0003_keep_lists_quick.sql has two more indexes, with INCLUDE clauses, which Drizzle can't declare.
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
    // The clock uses the first index to find items that become public, and the second to find items that expire.
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

/** The columns that the table of every kind has. `body` is the text of an article, or the text beside a video. */
export const kindColumns = () => ({ contentId: contentId().primaryKey(), body: jsonList<Block>('body') });

/** The columns of a link from an item to an author, a region or a tag. A trigger copies `publishedAt` from the item. */
const linkColumns = () => ({
  contentId: contentId(),
  position: smallint('position').notNull(),
  publishedAt: moment('published_at'),
});

const linkedId = (name: string, { id }: { readonly id: AnyPgColumn }) =>
  integer(name)
    .notNull()
    .references(() => id);

/** The primary key of a table of links, and the index that finds the newest items of an author, a region or a tag. */
const linkKeys = (newest: string, link: Record<'contentId' | 'publishedAt', AnyPgColumn>, id: AnyPgColumn) => [
  primaryKey({ columns: [link.contentId, id] }),
  index(newest).on(id, link.publishedAt, link.contentId),
];

export const contentAuthors = pgTable(
  'content_authors',
  { ...linkColumns(), authorId: linkedId('author_id', authors) },
  (table) => linkKeys('content_authors_newest', table, table.authorId),
);

export const contentRegions = pgTable(
  'content_regions',
  { ...linkColumns(), regionId: linkedId('region_id', regions) },
  (table) => linkKeys('content_regions_newest', table, table.regionId),
);

export const contentTags = pgTable('content_tags', { ...linkColumns(), tagId: linkedId('tag_id', tags) }, (table) =>
  linkKeys('content_tags_newest', table, table.tagId),
);

/** Former paths of items, on this site or on the site of an import. A former path still leads to its item. */
export const pathAliases = pgTable(
  'path_aliases',
  { path: text('path').primaryKey(), contentId: contentId() },
  (table) => [index('path_aliases_by_content').on(table.contentId)],
);

/** Corrections of items. Readers see each correction with its date. */
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
