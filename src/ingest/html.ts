import { basename } from 'node:path';
import { JSDOM, VirtualConsole } from 'jsdom';
import { isTooDeep } from './body/dom.js';
import {
  type ImportFormat,
  type ImportOptions,
  type ParsedDocument,
  type SourceFile,
  UnreadableDocument,
} from './format.js';
import { articleDraftOf } from './html/draft.js';
import { findContentType } from './html/encoding.js';
import { readPage } from './html/page.js';

/** A saved article page of any news site: one file, one article. */
export const htmlFormat: ImportFormat = {
  name: 'html',
  description: 'A saved article page: schema.org, OpenGraph and other metadata, and the text as a reader sees it.',
  extensions: ['.html', '.htm', '.xhtml'],
  read: readHtml,
};

const MAX_BYTES = 20 * 1024 * 1024;

async function* readHtml(file: SourceFile, options: ImportOptions): AsyncIterable<ParsedDocument> {
  if (file.size > MAX_BYTES) {
    throw new UnreadableDocument(
      'The page is larger than 20 MB, which no article is: save it without its pictures and scripts inside.',
    );
  }
  const bytes = await file.bytes();
  if (bytes.length === 0) {
    throw new UnreadableDocument('The file is empty: save the page again.');
  }
  if (isTooDeep(bytes.toString('latin1'))) {
    throw new UnreadableDocument(
      'Its elements nest over a thousand deep, which no article does: the file is broken, save the page again.',
    );
  }
  // jsdom runs no scripts and fetches nothing unless it is told to.
  const { window } = new JSDOM(bytes, { contentType: findContentType(bytes), virtualConsole: new VirtualConsole() });
  try {
    yield {
      kind: 'draft',
      draft: articleDraftOf(readPage(window.document), `file:${basename(file.path).toWellFormed()}`, options),
    };
  } finally {
    window.close();
  }
}
