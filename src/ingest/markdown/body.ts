import type { Blockquote, FootnoteDefinition, List, PhrasingContent, RootContent, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import type { DraftBlock } from '../../body/blocks.js';
import { escapeText, textsOf } from '../body/text.js';
import { UnreadableDocument } from '../contract/format.js';
import { INLINE_TAG, toInlineHtml, toPlainText } from './inline.js';
import { type BodyContext, expandAddresses, paragraphBlocks, readItemList } from './paragraph.js';

/** A parsed text, and a function that turns parts of the text into blocks. */
export type MarkdownBody = Awaited<ReturnType<typeof parseBody>>;

/** Parses CommonMark with GitHub's additions. The HTML reader loads slowly, so only a text with HTML loads it. */
export async function parseBody(text: string, baseUrl: string | undefined) {
  refuseCostly(text);
  const source = expandAddresses(text);
  const { children } = fromMarkdown(source, GITHUB_MARKS.test(source) ? GITHUB_ADDITIONS : {});
  const definitions = new Map(
    children.filter((node) => node.type === 'definition').map((node) => [node.identifier, node]),
  );
  const readHtml = hasTags(source) ? (await import('../body/html-body.js')).htmlToBlocks : () => [];
  const context: BodyContext = { source, definitions, baseUrl, readHtml: (html) => readHtml(html, baseUrl) };
  return { nodes: children, toBlocks: (nodes: readonly RootContent[]) => blocksOf(nodes, context) };
}

/** GitHub's additions to CommonMark: tables, footnotes, strikethrough, task lists and bare addresses. */
const GITHUB_ADDITIONS = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };
/** The marks of GitHub's additions. A text without marks is parsed without the additions, in a third less time. */
const GITHUB_MARKS = /[|~@]|:\/\/|www\.|\[\^|\[[ x]\]/i;
const TOO_DEEP = /^(?:[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t])){50}/m;
const COMMENT = /^<!--[\s\S]*-->$/;

const MARK = /\*+|_+|~+|`+|[[\]]/g;
const MOST_MARKS = { paragraph: 3000, text: 30_000 };

/** Refuses a text with very many marks, because the parser takes quadratic time for them. */
function refuseCostly(text: string): void {
  if (TOO_DEEP.test(text))
    throw new UnreadableDocument('text: its lists or quotes nest over 50 deep: use fewer levels.');
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

/** True if a text may have HTML other than inline tags. */
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
    case 'heading': {
      const text = toPlainText(node.children);
      return text === '' ? [] : [{ type: 'heading', level: Math.max(2, node.depth), text }];
    }
    case 'blockquote':
      return quoteBlocks(node, context);
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

/** Turns a list into a list block or related news. If any item holds more than text, all items become blocks of their own. */
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

/** True if a list item holds only text without pictures, followed by nothing or by lists of plain items. */
function isPlainItem(nodes: readonly RootContent[]): boolean {
  const [first] = nodes;
  const text = first?.type === 'paragraph' ? first.children : [];
  const lists = first?.type === 'paragraph' ? nodes.slice(1) : nodes;
  const isList = (node: RootContent) =>
    node.type === 'list' && node.children.every((item) => isPlainItem(item.children));
  return !text.some((node) => node.type === 'image') && lists.every(isList);
}

/** Returns the texts of the items. The texts of a nested list follow the text of the item that holds the list. */
function itemTexts(list: List): string[] {
  return list.children.flatMap((item) =>
    item.children.flatMap((node) => (node.type === 'list' ? itemTexts(node) : toPlainText([node]) || [])),
  );
}

/** Turns each row into a paragraph, as for tables in HTML. */
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

/** The dash before a name in the last line of a quotation, such as `> — Ann Lee, ferry captain`. */
const DASH = /^\s*(?:[\u2012-\u2015]|--?)\s*(?=\S)/;

/** Turns a quotation into a quote block, and its pictures. A last line that begins with a dash is the attribution. */
function quoteBlocks(quote: Blockquote, context: BodyContext): DraftBlock[] {
  const { attribution, children } = takeAttribution(quote);
  const inner = blocksOf(children, context);
  const text = inner.flatMap(textsOf).join('\n');
  const media = inner.filter((block) => block.type === 'image' || block.type === 'embed');
  return text ? [{ type: 'quote', text, ...(attribution && { attribution }) }, ...media] : media;
}

function takeAttribution({ children }: Blockquote): { children: RootContent[]; attribution?: string } {
  const last = children.at(-1);
  if (last?.type !== 'paragraph') return { children };
  const { before, line } = splitLastLine(last.children);
  const words = toPlainText(line);
  if (!DASH.test(words) || (children.length === 1 && before.length === 0)) return { children };
  const rest = before.length > 0 ? [{ ...last, children: before }] : [];
  return { children: [...children.slice(0, -1), ...rest], attribution: words.replace(DASH, '') };
}

function splitLastLine(nodes: readonly PhrasingContent[]): { before: PhrasingContent[]; line: PhrasingContent[] } {
  for (const [index, node] of [...nodes.entries()].reverse()) {
    const [before, after] = [nodes.slice(0, index), nodes.slice(index + 1)];
    if (node.type === 'break') return { before, line: after };
    const at = node.type === 'text' ? node.value.lastIndexOf('\n') : -1;
    if (node.type !== 'text' || at < 0) continue;
    const [head, tail] = [node.value.slice(0, at), node.value.slice(at + 1)];
    return { before: [...before, { ...node, value: head }], line: [{ ...node, value: tail }, ...after] };
  }
  return { before: [], line: [...nodes] };
}
