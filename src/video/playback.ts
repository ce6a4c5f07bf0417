import { z } from 'zod';
import { positiveInt, webAddress } from '../image/image.js';

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
