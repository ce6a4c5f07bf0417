import { z } from 'zod';
import { CONTENT_TYPES, GENRES } from '../item/kind-names.js';

const slugs = z.array(z.string()).optional();

/** The stored form of a collection's rule. An item must meet all conditions. Conditions use slugs. */
export const contentRuleSchema = z.strictObject({
  types: z.array(z.enum(CONTENT_TYPES)).optional(),
  genres: z.array(z.enum(GENRES)).optional(),
  /** Slugs of sections. Their sub-sections are included. */
  sections: slugs,
  regions: slugs,
  /** Slugs or aliases of tags. */
  tags: z.strictObject({ anyOf: slugs, allOf: slugs, noneOf: slugs }).optional(),
  authors: slugs,
  series: z.string().optional(),
  /** RFC 3339. */
  publishedAfter: z.iso.datetime({ offset: true }).optional(),
  publishedBefore: z.iso.datetime({ offset: true }).optional(),
  hasVideo: z.boolean().optional(),
  hasAudio: z.boolean().optional(),
});
export type ContentRule = z.infer<typeof contentRuleSchema>;
