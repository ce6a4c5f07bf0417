import { z } from 'zod';
import { type FieldValues, shapeOf } from '../fields/field.js';
import { CONTENT_TYPES } from '../item/kind-names.js';
import { ALL_FIELDS } from './kinds.js';

/**
 * A snapshot holds everything of an item that editors can change. Each revision stores one, made by the SQL function
 * `content_snapshot`. It refers to sections, tags and the like by slug, and to other items by id.
 */
export const snapshotSchema = z.object({
  type: z.enum(CONTENT_TYPES),
  language: z.string(),
  state: z.enum(['DRAFT', 'RELEASED', 'WITHDRAWN']),
  ...shapeOf(ALL_FIELDS, 'schema'),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** Applies a change to an item. A field that is undefined in the change is cleared. */
export function applyPatch(item: Snapshot, patch: FieldValues): Snapshot {
  return snapshotSchema.parse({ ...item, ...patch });
}
