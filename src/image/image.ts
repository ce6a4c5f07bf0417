import { z } from 'zod';

/** An address that a page may lead to or load: absolute over http or https, or a path of this gateway. Never `javascript:`. */
export const webAddress = z
  .string()
  .regex(/^(https?:\/\/[^\s/]|\/(?!\/))/i, 'must be an http or https address, or a path that begins with /');

/** A picture as it is used in one place: the same file may carry another caption elsewhere. */
export const imageSchema = z.object({
  /** Absolute (`https://…`), or a path that this gateway serves (`/media/…`). */
  url: webAddress,
  /** What the picture shows, for people who can't see it. Empty when nobody wrote it: never the headline. */
  altText: z.string(),
  caption: z.string().optional(),
  credit: z.string().optional(),
  /** Pixels of the original. */
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  /** What a crop must keep, 0 to 1 from the top left. */
  focalPoint: z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }).optional(),
});

export type Image = z.infer<typeof imageSchema>;
