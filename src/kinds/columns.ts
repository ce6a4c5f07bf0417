import { findMedia } from '../body/media.js';
import { countWords } from '../body/read-time.js';
import { bodyText } from '../body/text.js';
import { pickColumns } from '../db/columns.js';
import type { FieldValues } from '../fields/field.js';
import type { ContentType } from '../item/kind-names.js';
import { contentItems } from '../item/table.js';
import { fieldsOf, KIND_LIST, kindOf } from './kinds.js';

/** An item with the values of its fields. They come from an imported document or from an editor. */
export type ItemFacts = FieldValues & {
  readonly type: ContentType;
  readonly audio?: unknown;
  readonly body: Parameters<typeof bodyText>[0] & Parameters<typeof findMedia>[0];
};

/** The columns of `content_items` that not every kind of content fills. */
const KIND_COLUMNS = KIND_LIST.flatMap(({ columns = {}, fields }) => [...Object.keys(fields), ...Object.keys(columns)]);

/** Makes the values of the columns in `content_items` that can be computed from the fields of the item alone. */
export function columnsOf(
  item: ItemFacts & { readonly language: string },
  blocks: Parameters<typeof findMedia>[0] = item.body,
) {
  const { hasAudio, hasVideo } = findMedia(blocks);
  const derived = Object.entries(kindOf(item.type).columns ?? {}).map(([name, derive]) => [name, derive(item)]);
  return pickColumns(contentItems, {
    ...Object.fromEntries(KIND_COLUMNS.map((name) => [name, null])),
    ...pickFields(item),
    type: item.type,
    language: item.language,
    wordCount: countWords(bodyText(item.body), item.language),
    hasVideo,
    hasAudio: hasAudio || item.audio !== undefined,
    ...Object.fromEntries(derived),
  });
}

/** Returns the values of all fields of the kind of an item. A field that the item does not have is null. */
export function pickFields(item: ItemFacts): FieldValues {
  return Object.fromEntries(Object.keys(fieldsOf(item.type)).map((name) => [name, item[name] ?? null]));
}
