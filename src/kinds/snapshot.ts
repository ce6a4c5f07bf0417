import { z } from 'zod';
import { type FieldValues, shapeOf } from '../fields/field.js';
import { CONTENT_TYPES } from '../item/content-kinds.js';
import { ALL_FIELDS } from './kinds.js';

/**
 * An item whole, as it is edited and as a revision keeps it: the SQL function `content_snapshot` makes it. Sections, tags
 * and the like are named by slug, other items by id.
 */
export const snapshotSchema = z.object({
  type: z.enum(CONTENT_TYPES),
  language: z.string(),
  state: z.enum(['DRAFT', 'RELEASED', 'WITHDRAWN']),
  ...shapeOf(ALL_FIELDS, 'schema'),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** The item as a change makes it: a field that is undefined is cleared. */
export function applyPatch(item: Snapshot, patch: FieldValues): Snapshot {
  return snapshotSchema.parse({ ...item, ...patch });
}
