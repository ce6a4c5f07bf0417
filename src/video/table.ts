import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Block } from '../body/blocks.js';
import { positiveInt, webAddress } from '../image/image.js';
import { contentId } from '../item/table.js';

/** One file of a video: the same pictures at one size and in one format. */
export const renditionSchema = z.object({
  url: webAddress,
  /** Such as `video/mp4`, or `application/vnd.apple.mpegurl` for HLS. */
  mimeType: z.string().optional(),
  /** Pixels. */
  width: positiveInt.optional(),
  height: positiveInt.optional(),
  /** Kilobits a second. */
  bitrateKbps: positiveInt.optional(),
});
export type Rendition = z.infer<typeof renditionSchema>;

/** A file of captions or subtitles in one language, such as WebVTT. */
export const captionSchema = z.object({ language: z.string(), url: webAddress });
export type Caption = z.infer<typeof captionSchema>;

/** The fields that only a video has, and that only its own page shows. */
export const videos = pgTable('videos', {
  contentId: contentId().primaryKey(),
  body: jsonb('body').$type<Block[]>().notNull().default([]),
  renditions: jsonb('renditions').$type<Rendition[]>().notNull().default([]),
  captions: jsonb('captions').$type<Caption[]>().notNull().default([]),
  /** The player of another service. */
  embedUrl: text('embed_url'),
});
