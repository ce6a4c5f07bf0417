import { z } from 'zod';
import { imageSchema } from '../../image/image.js';
import { storedBlock } from '../blocks.js';
import { CONTENT_TYPES, GENRES } from '../filter.js';
import { captionSchema, renditionSchema } from '../playback.js';

const moment = z.string().transform((text) => new Date(text));
const slugs = z.array(z.string()).default([]);

/**
 * An item whole, as it is edited and as a revision keeps it: what the SQL function `content_snapshot` gives. Sections,
 * tags and the like are named by slug, other items by id.
 */
export const snapshotSchema = z.object({
  type: z.enum(CONTENT_TYPES),
  language: z.string(),
  slug: z.string(),
  state: z.enum(['DRAFT', 'RELEASED', 'WITHDRAWN']),
  headline: z.string(),
  standfirst: z.string().optional(),
  trailText: z.string().optional(),
  label: z.string().optional(),
  byline: z.string().optional(),
  genre: z.enum(GENRES).optional(),
  direction: z.enum(['LTR', 'RTL']).optional(),
  section: z.string().optional(),
  series: z.string().optional(),
  authors: slugs,
  regions: slugs,
  tags: slugs,
  related: z.array(z.number()).default([]),
  mainImage: imageSchema.optional(),
  body: z.array(storedBlock).default([]),
  dateline: z.string().optional(),
  sources: z.array(z.object({ name: z.string(), role: z.string().optional(), url: z.string().optional() })).default([]),
  audio: z.object({ url: z.string(), durationSeconds: z.number().optional() }).optional(),
  renditions: z.array(renditionSchema).default([]),
  captions: z.array(captionSchema).default([]),
  durationSeconds: z.number().optional(),
  embedUrl: z.string().optional(),
  images: z.array(imageSchema).default([]),
  coverageStartTime: moment.optional(),
  coverageEndTime: moment.optional(),
  urgency: z.number().optional(),
  edNote: z.string().optional(),
  publishedAt: moment.optional(),
  embargoedUntil: moment.optional(),
  expiresAt: moment.optional(),
  corrections: z.array(z.object({ text: z.string(), publishedAt: moment })).default([]),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** What an editor may change of an item at any time; its state and its dates have mutations of their own. */
type EditableFields = Omit<Snapshot, 'type' | 'language' | 'state' | 'publishedAt' | 'corrections' | 'direction'>;

/** What is asked to change: undefined clears what can be absent. */
export type Patch = { [Field in keyof EditableFields]?: EditableFields[Field] | undefined };

/** The item as the patch makes it. */
export function applyPatch(item: Snapshot, patch: Patch): Snapshot {
  return {
    ...item,
    ...patch,
    headline: patch.headline ?? item.headline,
    slug: patch.slug ?? item.slug,
    authors: patch.authors ?? item.authors,
    regions: patch.regions ?? item.regions,
    tags: patch.tags ?? item.tags,
    related: patch.related ?? item.related,
    body: patch.body ?? item.body,
    sources: patch.sources ?? item.sources,
    renditions: patch.renditions ?? item.renditions,
    captions: patch.captions ?? item.captions,
    images: patch.images ?? item.images,
  };
}
