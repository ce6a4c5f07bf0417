import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Block } from '../body/blocks.js';
import { moment } from '../db/columns.js';
import { namedColumns } from '../db/named-table.js';
import type { Image } from '../image/image.js';

/** The settings of the site, in one row. They take precedence over environment variables. */
export const site = pgTable(
  'site',
  {
    id: smallint('id').primaryKey().default(1),
    /** The site's own language, a BCP 47 tag. Paths of pages in this language do not begin with a language tag. */
    language: text('language').notNull(),
    /** The newsroom's IANA zone. */
    timeZone: text('time_zone').notNull(),
    logo: jsonb('logo').$type<Image>(),
    liveStream: jsonb('live_stream').$type<{ title: string; url: string }>(),
    socialLinks: jsonb('social_links').$type<{ network: string; url: string }[]>().notNull().default([]),
    appLinks: jsonb('app_links').$type<{ platform: string; url: string }[]>().notNull().default([]),
    /** Templates contain `{url}` and `{headline}`. The values are percent-encoded when they are filled in. */
    shareNetworks: jsonb('share_networks').$type<{ network: string; template: string }[]>().notNull().default([]),
  },
  (table) => [check('site_has_one_row', sql`${table.id} = 1`)],
);

/** The site's name and texts in one language. */
export const editions = pgTable('editions', {
  language: text('language').primaryKey(),
  name: text('name').notNull(),
  slogan: text('slogan'),
  about: text('about'),
  copyrightNotice: text('copyright_notice'),
  position: integer('position').notNull().default(0),
});

export const menu = pgEnum('menu', ['MAIN', 'FOOTER']);

export const navigationItems = pgTable(
  'navigation_items',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    language: text('language').notNull(),
    menu: menu('menu').notNull(),
    parentId: integer('parent_id').references((): AnyPgColumn => navigationItems.id, { onDelete: 'cascade' }),
    label: text('label').notNull(),
    /** A path of the site such as `/news/politics`, or an absolute address of another site. */
    path: text('path').notNull(),
    position: integer('position').notNull(),
  },
  (table) => [index('navigation_items_by_menu').on(table.language, table.menu, table.position)],
);

/** Pages that are not news, such as About us. */
export const staticPages = pgTable(
  'static_pages',
  {
    ...namedColumns(),
    title: text('title').notNull(),
    body: jsonb('body').$type<Block[]>().notNull().default([]),
    position: integer('position').notNull().default(0),
    /** The time of change that the last imported document states. An older document changes nothing. */
    sourceUpdatedAt: moment('source_updated_at'),
  },
  (table) => [uniqueIndex('static_pages_by_slug').on(table.language, table.slug)],
);
