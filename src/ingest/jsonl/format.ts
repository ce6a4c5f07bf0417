import { createReadStream } from 'node:fs';
import { RECORD_TYPES } from '../../item/kind-names.js';
import { describeIssues } from '../contract/draft.js';
import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  tryDocument,
  UnreadableDocument,
} from '../contract/format.js';
import { isContentRecord, recordSchema } from '../contract/records.js';
import { parseJson } from '../text/json.js';
import { describeType, findInvalidUtf8, findText, findUnstorable } from '../text/storable.js';
import { lineToDraft } from './draft.js';
import { type FieldMap, fieldFinder } from './map.js';

/** The format JSON Lines. A line is an article, or a record of Dateline's own export. */
export function jsonlFormat(map?: FieldMap): ImportFormat {
  const find = fieldFinder(map);
  const readLine = (bytes: Buffer, options: ImportOptions): ParsedDocument => {
    const line = parseLine(bytes);
    if (map === undefined && 'record' in line && typeof line.record === 'string') return readRecord(line);
    return { kind: 'draft', draft: lineToDraft((target) => find(line, target), options, map !== undefined) };
  };
  return {
    extensions: ['.jsonl', '.ndjson'],
    async *read(file, options) {
      for await (const { number, bytes, end } of readLines(file.path)) {
        const place = `line ${number}`;
        const content = bytes && number === 1 ? withoutBom(bytes) : bytes;
        if (content === undefined) {
          yield { kind: 'failed', reason: `longer than ${LONGEST_LINE / 2 ** 20} MB`, place, bytesRead: end };
        } else if (!isBlank(content)) {
          yield { ...tryDocument(() => readLine(content, options)), place, bytesRead: end };
        }
      }
    },
  };
}

const LONGEST_LINE = 20 * 2 ** 20;
const NEWLINE = 0x0a;
const CHUNK_BYTES = 256 * 1024;
/** A text of private-use characters. It is inserted at an invalid byte, to find the field of that byte in the parsed line. */
const MARKER = '\uF8FF\uE000\uF8FF';

/**
 * Reads a file of any size line by line. At most one line and one chunk are in memory. `bytes` is the line without its
 * line break, or undefined if the line is too long. `end` is the number of bytes in the file up to the next line.
 */
async function* readLines(path: string) {
  let number = 1;
  let parts: Buffer[] = [];
  let length = 0;
  let end = 0;
  const finish = () => {
    end += length + 1;
    const line = { number, end, bytes: length > LONGEST_LINE ? undefined : Buffer.concat(parts) };
    number += 1;
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const bytes: Buffer = chunk;
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      parts.push(bytes.subarray(from, at));
      length += at - from;
      from = at + 1;
      yield finish();
    }
    length += bytes.length - from;
    parts = length > LONGEST_LINE ? [] : [...parts, bytes.subarray(from)];
  }
  if (length > 0) yield finish();
}

function withoutBom(bytes: Buffer): Buffer {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UnreadableDocument('The file is UTF-16: save it as UTF-8.');
  return first === 0xef && second === 0xbb && third === 0xbf ? bytes.subarray(3) : bytes;
}

function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function parseLine(bytes: Buffer): object {
  const invalid = findInvalidUtf8(bytes);
  if (invalid !== undefined)
    throw new UnreadableDocument(`${findMarked(bytes, invalid)}: byte ${invalid + 1} of the line isn't UTF-8`);
  // A raw NUL is invalid in JSON. It is escaped, so that the error names its field.
  const result = parseJson(bytes.toString('utf8').replaceAll('\0', '\\u0000'));
  if (!result.ok)
    throw new UnreadableDocument(`not JSON: ${result.found} at column ${result.offset + 1} isn't expected there`);
  const { value } = result;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadableDocument(`expected a JSON object, found ${describeType(value)}`);
  const unstorable = findUnstorable(value);
  if (unstorable) throw new UnreadableDocument(`${unstorable.path}: ${unstorable.problem}`);
  return value;
}

/** Finds the field that holds the byte at `offset`. */
function findMarked(bytes: Buffer, offset: number): string {
  const marked = bytes.subarray(0, offset).toString('utf8') + MARKER + bytes.subarray(offset).toString('utf8');
  const result = parseJson(marked);
  const found = result.ok
    ? findText(result.value, (text) => (text.includes(MARKER) ? 'marked' : undefined))
    : undefined;
  return found?.path ?? 'the line';
}

/** Reads a line of Dateline's own export. An item becomes a draft. Anything else, such as a section, becomes a record. */
function readRecord(line: object): ParsedDocument {
  const result = recordSchema.safeParse(line);
  if (!result.success) throw new UnreadableDocument(describeIssues(result.error.issues, 'the line'));
  const { data } = result;
  if (!isContentRecord(data)) return { kind: 'record', record: data };
  const { record, ...draft } = data;
  return { kind: 'draft', draft: { ...draft, type: RECORD_TYPES[record] } };
}
