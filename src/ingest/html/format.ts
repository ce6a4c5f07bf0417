import { basename } from 'node:path';
import { JSDOM, VirtualConsole } from 'jsdom';
import { isTooDeep, refuseManyTags, UNNESTED } from '../body/dom.js';
import { type ImportFormat, refuseOver, UnreadableDocument } from '../contract/format.js';
import { articleDraftOf } from './draft.js';
import { findContentType, refuseHoles, refuseNulBytes } from './encoding.js';
import { readPage } from './page.js';

/** The format of a saved article page of any news site. A file holds one article. */
export const htmlFormat: ImportFormat = {
  extensions: ['.html', '.htm', '.xhtml'],
  read: async function* readHtml(file, options) {
    refuseOver(MAX_MEGABYTES, file, 'save the page without pictures and scripts inside the file.');
    const bytes = await file.bytes();
    if (bytes.length === 0) throw new UnreadableDocument('The file is empty: save the page again.');
    refuseNulBytes(bytes);
    const source = bytes.toString('latin1');
    if (isTooDeep(source)) {
      throw new UnreadableDocument(
        'The elements of the page are nested over 1000 levels deep. The file is broken: save the page again.',
      );
    }
    refuseManyTags(source);
    const isWhole = /<\/(?:body|html)\s*>/i.test(source.slice(-10_000));
    // By default, jsdom runs no scripts and fetches nothing.
    const dom = new JSDOM(bytes, {
      contentType: findContentType(bytes),
      virtualConsole: new VirtualConsole(),
      includeNodeLocations: !isWhole,
    });
    try {
      if (!isWhole) refuseBrokenOff(dom, source);
      const page = readPage(dom.window.document);
      const draft = articleDraftOf(page, `file:${basename(file.path).toWellFormed()}`, options);
      refuseHoles(draft, bytes);
      yield { kind: 'draft', draft };
    } finally {
      dom.window.close();
    }
  },
};

const MAX_MEGABYTES = 5;

/** Refuses a page whose text was cut off. Called only for a page without `</body>` and `</html>`. */
function refuseBrokenOff(dom: JSDOM, source: string): void {
  const end = `line ${source.split('\n').length}`;
  const { body, head } = dom.window.document;
  const isEmpty = body.children.length === 0 && body.textContent?.trim() === '';
  // A page that was cut off in its head has no `<body>` of its own. The parser adds an empty `<body>`.
  if (isEmpty && !dom.nodeLocation(body) && head.children.length > 0) {
    throw new UnreadableDocument('The page breaks off in its head, before any text. Save it again.', end);
  }
  const open = findOpenElement(dom);
  if (open) {
    const line = dom.nodeLocation(open)?.startLine;
    throw new UnreadableDocument(
      `The page breaks off: the <${open.localName}> of line ${line} has no end. Save it again.`,
      end,
    );
  }
}

/** Finds the innermost element whose required end tag is missing. The file was cut off inside that element. */
function findOpenElement(dom: JSDOM): Element | undefined {
  let open: Element | undefined;
  for (let element = dom.window.document.body.lastElementChild; element; element = element.lastElementChild) {
    const location: object = dom.nodeLocation(element) ?? {};
    const isOpen = 'startTag' in location && location.startTag && !('endTag' in location && location.endTag);
    // SVG elements may be self-closing.
    const mustEnd = element.namespaceURI?.endsWith('xhtml') && !UNNESTED.has(element.localName);
    if (isOpen && mustEnd) open = element;
  }
  return open;
}
