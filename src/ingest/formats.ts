import { feedFormat } from './feed.js';
import type { ImportFormat } from './format.js';
import { htmlFormat } from './html.js';
import type { FieldMap } from './jsonl/map.js';
import { jsonlFormat } from './jsonl.js';
import { ninjsFormat } from './ninjs.js';
import { wxrFormat } from './wxr.js';

/** Every format that can be imported, by its name. */
export function importFormats(map?: FieldMap): Record<string, ImportFormat> {
  const formats = [htmlFormat, ninjsFormat, feedFormat, wxrFormat, jsonlFormat(map)];
  return Object.fromEntries(formats.map((format) => [format.name, format]));
}
