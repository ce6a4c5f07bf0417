import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  refuseOver,
  type SourceFile,
  tryDocument,
  UnreadableDocument,
} from '../contract/format.js';
import { describeJsonError, parseJson } from '../text/json.js';
import { describeType, findInvalidUtf8, findUnstorable, joinPath } from '../text/storable.js';
import { ANNOUNCEMENTS } from './content.js';
import { itemToDraft } from './draft.js';
import { readItem } from './read.js';

/** The format IPTC ninjs 1.x to 3.x. A file holds one item, a list of items, or an object with a list in `items`. */
export const ninjsFormat: ImportFormat = {
  extensions: ['.json', '.ninjs'],
  async *read(file, options) {
    const items = findItems(parse(await readText(file)));
    for (const { value, path, place } of items)
      yield { ...tryDocument(() => readDocument(value, path, options)), place };
  },
};

const MAX_MEGABYTES = 20;
const LISTS = ['items', '_items'];

interface Located {
  readonly value: unknown;
  readonly path: string;
  readonly place?: string;
}

async function readText(file: SourceFile): Promise<string> {
  refuseOver(MAX_MEGABYTES, file, 'split the file, or write one item a line and import it as `jsonl`.');
  const bytes = await file.bytes();
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  const invalid = encoding === 'utf-8' ? findInvalidUtf8(bytes) : undefined;
  if (invalid !== undefined)
    throw new UnreadableDocument(`The file isn't UTF-8: the byte at offset ${invalid} is wrong. Save it as UTF-8.`);
  return new TextDecoder(encoding).decode(bytes);
}

function parse(text: string): unknown {
  const result = parseJson(text);
  if (result.ok) return result.value;
  throw new UnreadableDocument(`The file isn't JSON: ${describeJsonError(text, result)}.`);
}

function findItems(root: unknown): Located[] {
  if (Array.isArray(root)) return root.map((value: unknown, index) => locate(value, `[${index}]`, index));
  if (typeof root !== 'object' || root === null)
    throw new UnreadableDocument(`Expected a ninjs item or a list of items, found ${describeType(root)}.`);
  const fields = new Map<string, unknown>(Object.entries(root));
  for (const name of LISTS) {
    const list = fields.get(name);
    if (Array.isArray(list)) return list.map((value: unknown, index) => locate(value, `${name}[${index}]`, index));
  }
  const data = fields.get('data');
  const isEnvelope = typeof data === 'object' && data !== null && LISTS.some((name) => name in data);
  return isEnvelope
    ? findItems(data).map((item) => ({ ...item, path: joinPath('data', item.path) }))
    : [{ value: root, path: '' }];
}

/** Finds the item in an entry of a list: the entry, or its property `item` beside facts about the delivery. */
function locate(value: unknown, path: string, index: number): Located {
  const place = `item ${index + 1}`;
  const wrapped = typeof value === 'object' && value !== null && !('uri' in value) && 'item' in value;
  return wrapped ? { value: value.item, path: `${path}.item`, place } : { value, path, place };
}

function readDocument(value: unknown, path: string, options: ImportOptions): ParsedDocument {
  const unstorable = findUnstorable(value);
  if (unstorable) throw new UnreadableDocument(`${joinPath(path, unstorable.path)}: ${unstorable.problem}`);
  const item = readItem(value, path, options.timeZone);
  const announcement = ANNOUNCEMENTS.get(item.type);
  if (announcement) return { kind: 'skipped', reason: `${announcement}, which is not content` };
  return { kind: 'draft', draft: itemToDraft(item, options) };
}
