import type { Block, DraftBlock } from '../../body/blocks.js';

/** Turns stored blocks into blocks of a document, which name items by source id. */
export function unlinkBlocks(blocks: readonly Block[], sourceIds: ReadonlyMap<number, string>): DraftBlock[] {
  return blocks.map((block) => {
    if (block.type === 'relatedNews') return { ...block, items: block.items.flatMap((id) => sourceIds.get(id) ?? []) };
    if (block.type === 'articleLink')
      return { ...block, article: sourceIds.get(block.article) ?? `dateline:${block.article}` };
    return block;
  });
}

/** Returns the items that a block names: by ids in a stored block, and by source ids in a block of a document. */
export function namedIn(block: Block): number[];
export function namedIn(block: DraftBlock): string[];
export function namedIn(block: Block | DraftBlock): (number | string)[] {
  if (block.type === 'relatedNews') return block.items;
  return block.type === 'articleLink' ? [block.article] : [];
}

/** A row whose nullable columns are optional fields. */
type WithoutNulls<Row> = { [Key in keyof Row as null extends Row[Key] ? never : Key]: Row[Key] } & {
  [Key in keyof Row as null extends Row[Key] ? Key : never]?: NonNullable<Row[Key]>;
};

/** Leaves out the columns that are null, because the fields of a document are never null. */
export function withoutNulls<Row extends object>(row: Row): WithoutNulls<Row>;
export function withoutNulls(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
