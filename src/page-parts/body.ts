import { blockTypeName } from '../body/block-types.js';
import type { Block } from '../body/blocks.js';
import { loadBody } from '../fields/kind.js';
import { normalisePath } from '../item/by.js';
import type { ToUrl } from '../site/address.js';
import type { Page } from './page.js';
import { definePart, type Shown } from './parts.js';

definePart('body', { count: async (page) => (await listShown(page)).length, show: listShown });

/** Lists the items that the selected blocks of a body show. A link in a paragraph is text, so its item does not count. */
async function listShown({ context, item, selection }: Page): Promise<Shown[]> {
  const fields = selection.all('body');
  if (fields.length === 0) return [];
  const blocks = await loadBody(item, context);
  return blocks.flatMap((block) => {
    const shown = itemsOf(block, context.toUrl);
    if (shown.length === 0) return [];
    const isSelected = fields.some((field) =>
      selection.below(field, blockTypeName(block)).fields.some(({ name }) => SHOWING.has(name)),
    );
    return isSelected ? shown : [];
  });
}

/** The fields of blocks that show an item. */
const SHOWING = new Set(['items', 'article', 'url']);

function itemsOf(block: Block, toUrl: ToUrl): Shown[] {
  if (block.type === 'relatedNews') return block.items;
  if (block.type === 'articleLink') return [block.article];
  if (block.type !== 'embed') return [];
  const path = normalisePath(block.url, toUrl);
  return path.startsWith('/') ? [path] : [];
}
