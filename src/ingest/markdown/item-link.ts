import type { List, PhrasingContent, RootContent } from 'mdast';
import type { DraftBlock } from '../../body/blocks.js';
import { toPlainText } from './inline.js';

/**
 * The scheme of a link to another item by its source id: `[The vote](item:sample:en-harbour-bridge)`. The text of the link
 * is never shown.
 */
const SCHEME = 'item:';

/** Reads a paragraph that ends in a link to another item. The words before the link are its prefix, such as "Read also:". */
export function readItemLink(children: readonly PhrasingContent[]): DraftBlock | undefined {
  const article = sourceIdOf(children.at(-1));
  if (article === undefined) return undefined;
  const before = children.slice(0, -1);
  if (before.some((node) => node.type !== 'text')) return undefined;
  const prefix = toPlainText(before);
  return { type: 'articleLink', article, ...(prefix !== '' && { prefix }) };
}

/**
 * Reads a list that holds only links to other items. If the paragraph before the list is all in bold, it is the title of
 * the list.
 */
export function readItemList(
  list: List,
  before: RootContent | undefined,
): Extract<DraftBlock, { type: 'relatedNews' }> | undefined {
  const items = list.children.map(({ children: [only, ...others] }) =>
    only?.type === 'paragraph' && only.children.length === 1 && others.length === 0
      ? sourceIdOf(only.children[0])
      : undefined,
  );
  if (items.length === 0 || !items.every((item) => item !== undefined)) return undefined;
  const [title, ...more] = before?.type === 'paragraph' ? before.children : [];
  const isTitled = title?.type === 'strong' && more.length === 0;
  return { type: 'relatedNews', items, ...(isTitled && { title: toPlainText([title]) }) };
}

function sourceIdOf(node: PhrasingContent | undefined): string | undefined {
  if (node?.type !== 'link' || !node.url.startsWith(SCHEME)) return undefined;
  const text = node.url.slice(SCHEME.length);
  try {
    return decodeURIComponent(text) || undefined;
  } catch {
    return text;
  }
}
