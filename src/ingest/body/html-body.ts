import { JSDOM } from 'jsdom';
import type { DraftBlock } from '../../body/blocks.js';
import { inlineText, sanitizeInline } from '../../body/inline-html.js';
import { isElement, isTooDeep, readText, refuseManyTags } from './dom.js';
import { EMBED_SELECTOR, embedBlocks, SOCIAL_SELECTOR, socialBlocks } from './embed.js';
import { FIGURE_SELECTOR, IMAGE_SELECTOR, readImage } from './image.js';
import { figureBlocks, imageBlocks, LAYOUT_SELECTOR, MEDIA_SELECTOR, mediaIn, tidyBody } from './media.js';
import { escapeText, listItems, tableRows, takeAttribution, textsOf } from './text.js';

/** Turns an HTML fragment of an article's body into typed blocks, in document order. */
export function htmlToBlocks(html: string, baseUrl?: string): DraftBlock[] {
  const clean = html.toWellFormed().replaceAll('\0', '');
  if (isTooDeep(clean)) return textToBlocks(inlineText(clean.replace(/<[^<>]*>/g, ' ')));
  refuseManyTags(clean);
  return nodeToBlocks(JSDOM.fragment(clean), baseUrl);
}

/** Turns text from a page's metadata into blocks. Each line becomes a paragraph. The text may hold HTML. */
export function linesToBlocks(text: string, baseUrl?: string): DraftBlock[] {
  return htmlToBlocks(text.trim().replace(/(?<!\s)\s*\n\s*/g, '<p>'), baseUrl);
}

/** Turns the content of a node into blocks. The node is changed: do not use it afterwards. */
export function nodeToBlocks(root: ParentNode & Node, baseUrl?: string): DraftBlock[] {
  tidyBody(root, baseUrl);
  return blocksIn(root, baseUrl);
}

/** Splits plain text into paragraphs at blank lines. */
export function textToBlocks(text: string): DraftBlock[] {
  return text
    .toWellFormed()
    .replaceAll('\0', '')
    .split(/\r?\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ type: 'paragraph', html: escapeText(paragraph).replace(/(?<!\s)\s*\n\s*/g, '<br />') }));
}

/** The state of a conversion: the finished blocks, and the inline HTML of the next paragraph. */
interface Writer {
  readonly baseUrl: string | undefined;
  readonly blocks: DraftBlock[];
  /** Open inline elements that hold blocks, such as a link around a picture and its text. */
  readonly marks: Element[];
  run: string;
}

const BLOCKS = (
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 ' +
  'h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p picture pre section summary table tbody td tfoot th ' +
  'thead tr ul'
).split(' ');
/** Elements that end a paragraph. */
const BREAK_SELECTOR = `${BLOCKS.join(', ')}, ${MEDIA_SELECTOR}, br + br`;
const IGNORED = new Set(
  'script style template head title link meta svg math input select textarea button canvas noembed noframes'.split(' '),
);

function blocksIn(root: Node, baseUrl: string | undefined): DraftBlock[] {
  const writer: Writer = { baseUrl, blocks: [], marks: [], run: '' };
  writeChildren(root, writer);
  endParagraph(writer);
  return writer.blocks;
}

function writeChildren(node: Node, writer: Writer): void {
  for (const child of [...node.childNodes]) {
    // An earlier step may have removed the child, for example as the attribution of a quotation.
    if (child.parentNode !== node) continue;
    if (isElement(child)) writeElement(child, writer);
    else if (child.nodeType === 3) addInline(escapeText(child.textContent ?? ''), writer);
  }
}

function writeElement(element: Element, writer: Writer): void {
  const name = element.localName;
  if (IGNORED.has(name)) return;
  if (name === 'br') {
    writeBreak(element, writer);
  } else if (BLOCKS.includes(name) || element.matches(MEDIA_SELECTOR)) {
    endParagraph(writer);
    writeBlock(element, writer);
    endParagraph(writer);
  } else if (element.querySelector(BREAK_SELECTOR)) {
    writer.marks.push(element);
    writeChildren(element, writer);
    writer.marks.pop();
  } else {
    addInline(element.outerHTML, writer);
  }
}

/** Writes a line break. Two breaks with nothing between them end a paragraph. */
function writeBreak(element: Element, writer: Writer): void {
  let next = element.nextSibling;
  while (next?.nodeType === 3 && next.textContent?.trim() === '') next = next.nextSibling;
  if (next && isElement(next) && next.localName === 'br') endParagraph(writer);
  else writer.run += '<br>';
}

function writeBlock(element: Element, writer: Writer): void {
  const special = SPECIAL.find(([selector]) => element.matches(selector))?.[1](element, writer);
  if (special) writer.blocks.push(...special);
  else writeChildren(element, writer);
}

type ReadBlocks = (element: Element, writer: Writer) => DraftBlock[] | undefined;

/** The readers of elements. For a plain container, a reader returns undefined. Then the children are read. */
const SPECIAL: readonly (readonly [selector: string, read: ReadBlocks])[] = [
  ['hr', () => []],
  [SOCIAL_SELECTOR, (element, { baseUrl }) => socialBlocks(element, baseUrl)],
  [EMBED_SELECTOR, (element, { baseUrl }) => embedBlocks(element, baseUrl)],
  [FIGURE_SELECTOR, (element, { baseUrl }) => figureBlocks(element, baseUrl)],
  [IMAGE_SELECTOR, (element, { baseUrl }) => imageBlocks([readImage(element, baseUrl)])],
  ['h1, h2, h3, h4, h5, h6', readHeading],
  ['blockquote', readQuote],
  ['ul, ol, menu', readList],
  ['table', readTable],
  ['pre', readPreformatted],
];

function readHeading(heading: Element, { baseUrl }: Writer): DraftBlock[] {
  const text = readText(heading);
  const level = Math.max(2, Number(heading.localName.slice(1)));
  return [...(text ? [{ type: 'heading' as const, level, text }] : []), ...mediaIn(heading, baseUrl)];
}

function readQuote(quote: Element, { baseUrl }: Writer): DraftBlock[] {
  const attribution = takeAttribution(quote);
  const inner = blocksIn(quote, baseUrl);
  const text = inner.flatMap(textsOf).join('\n');
  const media = inner.filter((block) => block.type === 'image' || block.type === 'embed');
  return [...(text ? [{ type: 'quote' as const, text, ...(attribution && { attribution }) }] : []), ...media];
}

function readList(list: Element, { baseUrl }: Writer): DraftBlock[] | undefined {
  if (list.querySelector(`${LAYOUT_SELECTOR}, li > p + p`)) return undefined;
  const media = mediaIn(list, baseUrl);
  const items = listItems(list);
  if (items.length === 0) return media;
  return [{ type: 'list', ordered: list.localName === 'ol', listItems: items }, ...media];
}

function readTable(table: Element, { baseUrl }: Writer): DraftBlock[] | undefined {
  const rows = tableRows(table);
  if (!rows || table.querySelector(`${LAYOUT_SELECTOR}, td > p + p + p`)) return undefined;
  return [...rows.map((html) => ({ type: 'paragraph' as const, html })), ...mediaIn(table, baseUrl)];
}

function readPreformatted(element: Element): DraftBlock[] {
  for (const lineBreak of element.querySelectorAll('br')) lineBreak.replaceWith('\n');
  const text = escapeText((element.textContent ?? '').replace(/^\s*\n/, '').trimEnd());
  return text ? [{ type: 'paragraph', html: `<code>${text.replace(/\r?\n/g, '<br />')}</code>` }] : [];
}

function addInline(html: string, writer: Writer): void {
  writer.run += writer.marks.reduceRight((inner, mark) => {
    const shell = mark.cloneNode(false);
    return isElement(shell) ? shell.outerHTML.replace(/(?=<\/[^<>]*>$)/, () => inner) : inner;
  }, html);
}

function endParagraph(writer: Writer): void {
  const html = trimBreaks(sanitizeInline(writer.run).replace(/[ \t\r\n\f]+/g, ' '));
  writer.run = '';
  if (/[^\s\u200b-\u200f\ufeff]/.test(html.replace(/<[^<>]*>/g, ''))) writer.blocks.push({ type: 'paragraph', html });
}

function trimBreaks(html: string): string {
  return html.replace(/^(?: |<br \/>)+|(?<! |<br \/>)(?: |<br \/>)+$/g, '');
}
