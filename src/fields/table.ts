import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Audio } from '../article/kind.js';
import type { Block } from '../body/blocks.js';
import { jsonList } from '../db/columns.js';
import type { Image } from '../image/image.js';
import { contentId } from '../item/table.js';
import type { Caption, Rendition } from '../video/kind.js';
import type { Source } from './field-types.js';

// Each table has the fields of one kind of content. Lists do not show these fields, so `content_items` does not have
// them. `live-blog/table.ts` has the table of live blogs, next to the table of their posts.

/** The columns that the table of every kind has. `body` is the text of an article, or the text beside a video. */
export const kindColumns = () => ({ contentId: contentId().primaryKey(), body: jsonList<Block>('body') });

export const articles = pgTable('articles', {
  ...kindColumns(),
  dateline: text('dateline'),
  sources: jsonList<Source>('sources'),
  audio: jsonb('audio').$type<Audio>(),
});

export const videos = pgTable('videos', {
  ...kindColumns(),
  renditions: jsonList<Rendition>('renditions'),
  captions: jsonList<Caption>('captions'),
  embedUrl: text('embed_url'),
});

export const galleries = pgTable('galleries', { ...kindColumns(), images: jsonList<Image>('images') });

export const infographics = pgTable('infographics', {
  ...kindColumns(),
  images: jsonList<Image>('images'),
  embedUrl: text('embed_url'),
  sources: jsonList<Source>('sources'),
});
