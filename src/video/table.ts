import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Block } from '../body/blocks.js';
import { positiveInt, webAddress } from '../image/image.js';
import { contentId } from '../item/table.js';

/** One file of a video. Several files may have the same content in different sizes and formats. */
export const renditionSchema = z.object({
  url: webAddress,
  /** The MIME type, such as `video/mp4`, or `application/vnd.apple.mpegurl` for HLS. */
  mimeType: z.string().optional(),
  /** Width and height are in pixels. */
  width: positiveInt.optional(),
  height: positiveInt.optional(),
  bitrateKbps: positiveInt.optional(),
});
export type Rendition = z.infer<typeof renditionSchema>;

/** A file of captions or subtitles in one language, such as WebVTT. */
export const captionSchema = z.object({ language: z.string(), url: webAddress });
export type Caption = z.infer<typeof captionSchema>;

/** The fields that only videos have. Lists do not show them, so they are not in `content_items`. */
export const videos = pgTable('videos', {
  contentId: contentId().primaryKey(),
  body: jsonb('body').$type<Block[]>().notNull().default([]),
  renditions: jsonb('renditions').$type<Rendition[]>().notNull().default([]),
  captions: jsonb('captions').$type<Caption[]>().notNull().default([]),
  /** The address of a player of another service. */
  embedUrl: text('embed_url'),
});
