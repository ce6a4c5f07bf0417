import { z } from 'zod';
import { LONGEST_ADDRESS } from '../graphql/bounds.js';
import { kindOfAddress } from './plain-address.js';

/**
 * An address to which a page may link, or from which it may load: absolute over http or https, or a path of this gateway.
 * `kindOfAddress` rules out `javascript:` and addresses that browsers read differently.
 */
export const webAddress = z
  .string()
  .max(LONGEST_ADDRESS, { error: `must be at most ${LONGEST_ADDRESS} characters`, abort: true })
  .refine((address) => ['web', 'path'].includes(kindOfAddress(address) ?? ''), {
    error: 'must be an http or https address that a browser can read, or a path that begins with /',
  });

/** The largest number that GraphQL's Int carries. */
export const MAX_INT = 2_147_483_647;
export const positiveInt = z.number().int().positive().max(MAX_INT);

/** A picture in one place. The same file can have another caption elsewhere. */
export const imageSchema = z.object({
  /** An absolute address (`https://…`), or a path of this gateway (`/media/…`). */
  url: webAddress,
  /** What the picture shows, for people who can't see it. Empty when nobody wrote it; the headline never stands in. */
  altText: z.string(),
  caption: z.string().optional(),
  credit: z.string().optional(),
  /** Pixels of the original. */
  width: positiveInt.optional(),
  height: positiveInt.optional(),
  /** The point that a crop must keep, 0 to 1 from the top left. */
  focalPoint: z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }).optional(),
});

export type Image = z.infer<typeof imageSchema>;
