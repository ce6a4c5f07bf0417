import type { Definition, FootnoteDefinition, List, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { DraftBlock } from '../../body/blocks.js';
import { escapeText } from '../body/text.js';
import { UnreadableDocument } from '../document/format.js';
import { INLINE_TAG, toInlineHtml, toPlainText } from './inline.js';
import { readItemList } from './item-link.js';
import { type BodyContext, paragraphBlocks } from './paragraph.js';
import { readQuote } from './quote.js';
import { expandAddresses } from './shortcode.js';

/** A text that is parsed, and how its parts become blocks. */
export interface MarkdownBody {
  readonly nodes: readonly RootContent[];
  readonly toBlocks: (nodes: readonly RootContent[]) => DraftBlock[];
}

/** Parses CommonMark with GitHub's additions. HTML in it goes through the reader of HTML bodies, which is loaded only then. */
export async function parseBody(text: string, baseUrl: string | undefined): Promise<MarkdownBody> {
  refuseCostly(text);
  const source = expandAddresses(text);
  const { children } = fromMarkdown(source, MAYBE_GITHUBS.test(source) ? GITHUBS : {});
  const definitions = new Map(
    children.flatMap((node) =>
      node.type === 'definition' ? [[node.identifier, node] satisfies [string, Definition]] : [],
    ),
  );
  const readHtml = hasTags(source) ? (await import('../body/html-body.js')).htmlToBlocks : () => [];
  const context: BodyContext = { source, definitions, baseUrl, readHtml: (html) => readHtml(html, baseUrl) };
  return { nodes: children, toBlocks: (nodes) => blocksOf(nodes, context) };
}

/** Tables, footnotes, strikethrough, lists of tasks and bare addresses. */
const GITHUBS = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
/** A sign of any of them. Looking for them costs a third of the time, and most texts have none. */
const MAYBE_GITHUBS = /[|~@]|:\/\/|www\.|\[\^|\[[ x]\]/i;
const TOO_DEEP = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){50}/m;
const COMMENT = /^<!--[\s\S]*-->$/;

const MARK = /\*+|_+|~+|`+|[[\]]/g;
const MOST_MARKS = { paragraph: 3000, text: 30_000 };

/** Refuses what no writer writes: the parser's time grows with the square of the marks that it has to pair. */
function refuseCostly(text: string): void {
  if (TOO_DEEP.test(text))
    throw new UnreadableDocument('text: its lists or quotes nest over 50 deep: write it flatter.');
  const counts = text.split(/\n[ \t]*\n/).map((paragraph) => paragraph.match(MARK)?.length ?? 0);
  if (counts.some((count) => count > MOST_MARKS.paragraph)) {
    throw new UnreadableDocument(
      `text: a paragraph has over ${MOST_MARKS.paragraph} marks such as * and [: divide it.`,
    );
  }
  if (counts.reduce((all, count) => all + count, 0) > MOST_MARKS.text) {
    throw new UnreadableDocument(`text: it has over ${MOST_MARKS.text} marks such as * and [: divide it.`);
  }
}

/** Whether a text may have HTML of more than inline marks. */
function hasTags(source: string): boolean {
  return [...source.matchAll(/<(?!https?:|mailto:)\/?[a-z][\w-]*[\s/>]/gi)].some(([tag]) => !INLINE_TAG.test(tag));
}

function blocksOf(nodes: readonly RootContent[], context: BodyContext): DraftBlock[] {
  const blocks: DraftBlock[] = [];
  const notes: FootnoteDefinition[] = [];
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'footnoteDefinition') notes.push(node);
    else if (node.type === 'list') blocks.push(...listBlocks(node, nodes[index - 1], blocks, context));
    else blocks.push(...blockOf(node, context));
  }
  return [...blocks, ...notes.flatMap((note) => noteBlocks(note, context))];
}

function blockOf(node: RootContent, context: BodyContext): DraftBlock[] {
  switch (node.type) {
    case 'paragraph':
      return paragraphBlocks(node, context);
    case 'heading':
      return headingBlocks(toPlainText(node.children), node.depth);
    case 'blockquote':
      return readQuote(node, (nodes) => blocksOf(nodes, context));
    case 'table':
      return tableBlocks(node, context);
    case 'code':
      return [{ type: 'paragraph', html: `<code>${escapeText(node.value).replaceAll('\n', '<br />')}</code>` }];
    case 'html':
      return COMMENT.test(node.value.trim()) ? [] : context.readHtml(node.value);
    default:
      return [];
  }
}

function headingBlocks(text: string, depth: number): DraftBlock[] {
  return text === '' ? [] : [{ type: 'heading', level: Math.max(2, depth), text }];
}

/** A list of texts; one of other news; or, where its items hold more than texts, what is in them. */
function listBlocks(
  list: List,
  before: RootContent | undefined,
  written: DraftBlock[],
  context: BodyContext,
): DraftBlock[] {
  const news = readItemList(list, before);
  if (news) {
    if (news.title !== undefined) written.pop();
    return [news];
  }
  if (!list.children.every((item) => isPlainItem(item.children))) {
    return list.children.flatMap((item) => blocksOf(item.children, context));
  }
  const listItems = itemTexts(list);
  return listItems.length > 0 ? [{ type: 'list', ordered: list.ordered === true, listItems }] : [];
}

function isPlainItem(nodes: readonly RootContent[]): boolean {
  const [first, ...others] = nodes;
  const isText = first === undefined || first.type === 'paragraph' || first.type === 'list';
  const isPicture = first?.type === 'paragraph' && first.children.some((node) => node.type === 'image');
  return isText && !isPicture && others.every((node) => node.type === 'list') && nodes.every(isPlainList);
}

function isPlainList(node: RootContent): boolean {
  return node.type !== 'list' || node.children.every((item) => isPlainItem(item.children));
}

/** The items' texts, those of nested lists after the item that holds them. */
function itemTexts(list: List): string[] {
  return list.children.flatMap((item) =>
    item.children.flatMap((node) => (node.type === 'list' ? itemTexts(node) : toPlainText([node]) || [])),
  );
}

/** A paragraph for each row, as of tables in HTML. */
function tableBlocks(table: Table, context: BodyContext): DraftBlock[] {
  return table.children.flatMap((row) => {
    const cells = row.children.map((cell) => toInlineHtml(cell.children, context).trim());
    return cells.some((cell) => cell !== '') ? [{ type: 'paragraph' as const, html: cells.join(' | ') }] : [];
  });
}

function noteBlocks(note: FootnoteDefinition, context: BodyContext): DraftBlock[] {
  const [first, ...others] = blocksOf(note.children, context);
  if (first?.type !== 'paragraph') return first ? [first, ...others] : [];
  const mark = escapeText(note.label ?? note.identifier);
  return [{ ...first, html: `<sup>${mark}</sup> ${first.html}` }, ...others];
}
