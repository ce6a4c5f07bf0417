import { z } from 'zod';
import { LONGEST_ADDRESS } from '../graphql/bounds.js';
import { kindOfAddress } from './plain-address.js';

/**
 * An address that a page may link to or load: http, https, or a path of this gateway. `kindOfAddress` refuses
 * `javascript:`, and addresses that browsers read differently from other programs.
 */
export const webAddress = z
  .string()
  .max(LONGEST_ADDRESS, { error: `must be at most ${LONGEST_ADDRESS} characters`, abort: true })
  .refine((address) => ['web', 'path'].includes(kindOfAddress(address) ?? ''), {
    error: 'must be an http or https address that a browser can read, or a path that begins with /',
  });

/** The largest value of GraphQL's Int. */
export const MAX_INT = 2_147_483_647;
export const positiveInt = z.number().int().positive().max(MAX_INT);

/** A picture as it is used in one place. The same file can have another caption elsewhere. */
export const imageSchema = z.object({
  /** An absolute address (`https://…`), or a path of this gateway (`/media/…`). */
  url: webAddress,
  /** What the picture shows, for people who can't see it. Empty if nobody has written it. */
  altText: z.string(),
  caption: z.string().optional(),
  credit: z.string().optional(),
  /** Width and height of the original in pixels. */
  width: positiveInt.optional(),
  height: positiveInt.optional(),
  /** The point that a crop must keep, from 0 at the left or the top edge to 1 at the right or the bottom. */
  focalPoint: z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }).optional(),
});

export type Image = z.infer<typeof imageSchema>;
