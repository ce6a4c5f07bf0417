import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  refuseOver,
  type SourceFile,
  UnreadableDocument,
} from '../contract/format.js';
import { findInvalidUtf8 } from '../text/storable.js';
import { readDocument } from './draft.js';
import { splitFrontMatter } from './front-matter.js';

/** The format of Markdown files with front matter. A file holds one item. */
export const markdownFormat: ImportFormat = {
  extensions: ['.md', '.markdown', '.mdx'],
  async *read(file, options) {
    yield await readFile(file, options);
  },
};

/** The largest file. The limit is low, because the parser can take quadratic time. */
const MAX_MEGABYTES = 1;

async function readFile(file: SourceFile, options: ImportOptions): Promise<ParsedDocument> {
  refuseOver(MAX_MEGABYTES, file, 'split it into several items.');
  const source = decode(await file.bytes());
  if (source.trim() === '') throw new UnreadableDocument('The file is empty: write its front matter and its text.');
  try {
    const document = splitFrontMatter(source);
    if (document) return await readDocument(file.path, document, options);
    return { kind: 'skipped', reason: 'no front matter: put the title between two lines of --- at the beginning' };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnreadableDocument('Its lists, quotes or other marks are nested too deep: use fewer levels.');
  }
}

function decode(bytes: Buffer): string {
  const start = bytes.subarray(0, 2).toString('hex');
  if (start === 'fffe' || start === 'feff') throw new UnreadableDocument('The file is UTF-16: save it as UTF-8.');
  const invalid = findInvalidUtf8(bytes);
  if (invalid !== undefined)
    throw new UnreadableDocument('The file is not in UTF-8: save it as UTF-8.', placeOf(bytes, invalid));
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw new UnreadableDocument(`A NUL character can't be stored: remove it.`, placeOf(bytes, nul));
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function placeOf(bytes: Buffer, offset: number): string {
  return `line ${bytes.subarray(0, offset).toString('latin1').split('\n').length}`;
}
