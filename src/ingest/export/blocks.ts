import type { Block, DraftBlock } from '../../body/blocks.js';

/** The blocks as a document has them: other items by their source ids. */
export function unlinkBlocks(blocks: readonly Block[], sourceIds: ReadonlyMap<number, string>): DraftBlock[] {
  return blocks.map((block) => {
    if (block.type === 'relatedNews') return { ...block, items: block.items.flatMap((id) => sourceIds.get(id) ?? []) };
    if (block.type === 'articleLink')
      return { ...block, article: sourceIds.get(block.article) ?? `dateline:${block.article}` };
    return block;
  });
}

/** The ids of the items that blocks name. */
export function namedIds(blocks: readonly Block[]): number[] {
  return blocks.flatMap((block) => {
    if (block.type === 'relatedNews') return block.items;
    return block.type === 'articleLink' ? [block.article] : [];
  });
}
