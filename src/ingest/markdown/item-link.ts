import type { Link, List, PhrasingContent, RootContent } from 'mdast';
import type { DraftBlock } from '../../body/blocks.js';
import { toPlainText } from './inline.js';

/** A link to another item, by its source id: `[The vote](item:sample:en-harbour-bridge)`. Its words are for editors. */
const SCHEME = 'item:';

/** A paragraph that ends in a link to another item: the words before it invite to read that. */
export function readItemLink(children: readonly PhrasingContent[]): DraftBlock | undefined {
  const article = sourceIdOf(children.at(-1));
  if (article === undefined) return undefined;
  const before = children.slice(0, -1);
  if (before.some((node) => node.type !== 'text')) return undefined;
  const prefix = toPlainText(before);
  return { type: 'articleLink', article, ...(prefix !== '' && { prefix }) };
}

/** A list of nothing but such links; a paragraph all in bold before it is its title. */
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
  const isItem = (link: PhrasingContent | undefined): link is Link =>
    link?.type === 'link' && link.url.startsWith(SCHEME) && link.url.length > SCHEME.length;
  return isItem(node) ? decodeSourceId(node.url.slice(SCHEME.length)) : undefined;
}

function decodeSourceId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
