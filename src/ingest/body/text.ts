import type { DraftBlock } from '../../body/blocks.js';
import { inlineText, sanitizeInline } from '../../body/inline-html.js';
import { UnreadableDocument } from '../contract/format.js';
import { cutAtWord, foldSpace } from '../text/plain.js';
import { isElement, readText } from './dom.js';

/** Removes the speaker's name from a quotation and returns it: the footer, the caption, or a `cite` at the end. */
export function takeAttribution(quote: Element): string {
  const words = readText(quote);
  const cite = [...quote.querySelectorAll('cite')].find((element) => words.endsWith(readText(element)));
  const source =
    quote.querySelector('footer, figcaption') ?? cite ?? quote.closest('figure')?.querySelector('figcaption');
  const name = source ? readText(source) : '';
  if (!source || name === '' || name === words) return '';
  source.remove();
  return name.replace(/^[\s\u2012-\u2015-]+/, '');
}

/** Returns the items of a list as plain text. The items of a nested list follow the item that contains the list. */
export function listItems(list: Element): string[] {
  return [...list.childNodes].flatMap((child) => {
    if (!isElement(child)) return readText(child) || [];
    if (child.matches('ul, ol, menu')) return listItems(child);
    const nested = [...child.querySelectorAll('ul, ol, menu')].filter(
      (inner) => inner.parentElement?.closest('ul, ol, menu') === list,
    );
    const below = nested.flatMap(listItems);
    for (const inner of nested) inner.remove();
    return [readText(child), ...below].filter((item) => item !== '');
  });
}

/** Returns the rows of a table as inline HTML. Returns undefined for a layout table, whose rows have one cell each. */
export function tableRows(table: Element): string[] | undefined {
  const rows = [...table.querySelectorAll('tr')].map((row) => [...row.querySelectorAll(':scope > td, :scope > th')]);
  if (!rows.some((cells) => cells.length > 1)) return undefined;
  const caption = [...table.querySelectorAll('caption')].map((element) => [element]);
  return [...caption, ...rows]
    .filter((cells) => cells.some((cell) => readText(cell) !== ''))
    .map((cells) => cells.map((cell) => sanitizeInline(cell.innerHTML).replace(/[ \t\r\n\f]+/g, ' ')).join(' | '));
}

/** Returns the texts of a block, without markup. */
export function textsOf(block: DraftBlock): string[] {
  switch (block.type) {
    case 'paragraph':
      return [inlineText(block.html)];
    case 'heading':
      return [block.text];
    case 'quote':
      return [block.text, ...(block.attribution ? [block.attribution] : [])];
    case 'list':
      return block.listItems;
    default:
      return [];
  }
}

/** Escapes plain text for HTML. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Returns the text of the first paragraph that is not empty. */
export function leadText(blocks: readonly DraftBlock[]): string | undefined {
  const lead = blocks.find((block) => block.type === 'paragraph' && inlineText(block.html) !== '');
  return lead && textsOf(lead)[0];
}

/** Returns all text of a body, in order. */
export function blocksToText(blocks: readonly DraftBlock[]): string {
  return foldSpace(blocks.flatMap(textsOf).join(' '));
}

/** Returns the title, or else the first words of the text. */
export function chooseHeadline(title: string, blocks: readonly DraftBlock[]): string {
  const headline = title || cutAtWord(blocksToText(blocks), 100);
  if (!headline) throw new UnreadableDocument('Neither a title nor any text.');
  return headline;
}
