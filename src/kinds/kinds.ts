import { z } from 'zod';
import { article } from '../article/kind.js';
import { type FieldValues, type ItemFields, shapeOf } from '../fields/field.js';
import { ITEM_FIELDS } from '../fields/item-fields.js';
import type { Kind } from '../fields/kind.js';
import { gallery } from '../gallery/kind.js';
import { infographic } from '../infographic/kind.js';
import { CONTENT_TYPES, type ContentType } from '../item/kind-names.js';
import { liveBlog } from '../live-blog/kind.js';
import { video } from '../video/kind.js';

/** Every kind of content. A new kind needs its own folder, a line here, and a line in `item/kind-names.ts`. */
const KINDS = {
  ARTICLE: article,
  VIDEO: video,
  GALLERY: gallery,
  INFOGRAPHIC: infographic,
  LIVE_BLOG: liveBlog,
} satisfies Record<ContentType, Kind>;

export const KIND_LIST: readonly Kind[] = CONTENT_TYPES.map(kindOf);

const FIELDS = new Map(
  KIND_LIST.map(({ fields, type }): [ContentType, ItemFields] => [type, { ...ITEM_FIELDS, ...fields }]),
);

/** Returns the declaration of a kind. */
export function kindOf(type: ContentType): Kind {
  return KINDS[type];
}

/** Returns all fields that an item of a kind has. */
export function fieldsOf(type: ContentType): ItemFields {
  const fields = FIELDS.get(type);
  if (!fields) throw new Error(`the kind ${type} is not in KINDS`);
  return fields;
}

/** The fields of all kinds. If two kinds have a field of the same name, its values have the same type in both. */
export const ALL_FIELDS = { ...ITEM_FIELDS, ...joinFields(KINDS) };

type AllOf<Union> = (Union extends unknown ? (value: Union) => void : never) extends (value: infer All) => void
  ? All
  : never;

function joinFields(kinds: typeof KINDS): AllOf<(typeof KINDS)[ContentType]['fields']>;
function joinFields(kinds: Record<string, Kind>): ItemFields {
  return Object.assign({}, ...Object.values(kinds).map(({ fields }) => fields));
}

/**
 * A snapshot holds everything that editors can change in an item. Each revision stores a snapshot, which the SQL
 * function `content_snapshot` makes. A snapshot names sections, tags and the like by slug, and other items by id.
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
