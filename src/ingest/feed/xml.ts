import { SaxesParser, type SaxesTagNS } from 'saxes';
import { UnreadableDocument } from '../contract/format.js';

/** The callbacks of `readXml`, called in document order. `position` is an offset in the text. */
export interface XmlListener {
  readonly onOpen: (tag: SaxesTagNS, position: number) => void;
  readonly onClose: (tag: SaxesTagNS, position: number) => void;
  readonly onText?: (text: string) => void;
}

/**
 * Reads XML in one pass, and fetches nothing. Stray characters are ignored, as feed readers do. Throws an
 * `UnreadableDocument` if tags don't match, if the file is incomplete, or if it defines entities.
 */
export function readXml(text: string, listener: XmlListener): void {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: string[] = [];
  parser.on('error', (error) => refuseBrokenStructure(error.message, open.at(-1), parser.line));
  parser.on('doctype', (doctype) => refuseEntities(doctype, parser.line));
  parser.on('opentag', (tag) => {
    open.push(tag.name);
    listener.onOpen(tag, parser.position);
  });
  parser.on('closetag', (tag) => {
    listener.onClose(tag, parser.position);
    open.pop();
  });
  if (listener.onText) {
    parser.on('text', listener.onText);
    parser.on('cdata', listener.onText);
  }
  parser.write(text).close();
}

/** Escapes each `&` that begins no entity. Otherwise an XML parser would miss the tags up to the next semicolon. */
export function escapeBareAmpersands(text: string): string {
  const literal =
    /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|&(?!#\d{1,7};|#x[\da-f]{1,6};|[a-z]\w{0,30};)/gi;
  return text.replace(literal, (match) => (match === '&' ? '&amp;' : match));
}

const STRUCTURE =
  /unclosed tag|unexpected end|unexpected close tag|unmatched closing tag|must contain a root|one root|unquoted attribute|closing tag|forward-slash/;

function refuseBrokenStructure(message: string, inside: string | undefined, line: number): void {
  if (!STRUCTURE.test(message)) return;
  const place = `line ${line}`;
  if (/unclosed tag|unexpected end/.test(message)) {
    const where = inside ? ` inside <${inside}>` : '';
    throw new UnreadableDocument(`Cut short: the file ends${where}. Get the whole file and try again.`, place);
  }
  if (message.includes('must contain a root')) {
    throw new UnreadableDocument('No XML: the file has no elements. A feed or an export was expected.', place);
  }
  const what = message.replace(/^[\d:]+ */, '').replace(/\.$/, '');
  throw new UnreadableDocument(`Not well-formed XML (${what}). Correct it and try again.`, place);
}

/** Refuses a file that defines entities. Expanded, they could fill the memory. Otherwise readers would see `&name;`. */
function refuseEntities(doctype: string, line: number): void {
  if (/<!ENTITY\b/i.test(doctype)) {
    throw new UnreadableDocument(
      'The DOCTYPE defines entities, which are never expanded. Save the file without them and try again.',
      `line ${line}`,
    );
  }
}
