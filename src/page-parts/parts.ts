import type { ContentItem } from '../item/store.js';
import type { Page } from './page.js';

/**
 * The parts of a page that show items, in their order of precedence. A part shows no item that a part before it shows,
 * and not the item of the page. It shows the next items of its list instead, so that it keeps its length.
 */
const ORDER = ['body', 'relatedNews', 'coverage', 'mostRead', 'readNext'] as const;
type PartName = (typeof ORDER)[number];

/** An item that is shown: its id, or its path if only the path is known. */
export type Shown = number | string;

/** A part of a page. It shows what the operation selects of it: a list that is not selected shows nothing. */
interface Part {
  /** Returns the most items that the part can show. */
  readonly count: (page: Page) => number | Promise<number>;
  readonly show: (page: Page) => Promise<readonly Shown[]>;
}

const parts = new Map<PartName, Part>();

/** Defines what a part shows. The room with the fields of the part calls this. */
export function definePart(name: PartName, part: Part): void {
  parts.set(name, part);
}

interface Filling<Row> {
  readonly part: PartName;
  /** The pages on which the list stands. A root list stands on all pages of the operation. */
  readonly pages: readonly Page[];
  /** The number of items in the list. */
  readonly first: number;
  /** Reads this number of rows from the beginning of the list, or fewer if the list ends. */
  readonly read: (count: number) => Promise<readonly Row[]>;
  readonly itemOf: (row: Row) => Pick<ContentItem, 'id' | 'path'>;
  /** Lists of the same part that stand before this one. */
  readonly earlier?: readonly Earlier[];
}

interface Earlier {
  readonly count: number;
  readonly show: () => Promise<readonly Shown[]>;
}

/** The most rows that a list reads at first beyond its length. An ordinary page shows far fewer items before a list. */
const MOST_SPARE = 200;

/**
 * Fills a list with the first rows that are not shown before it. The list is read together with the parts before it, so
 * it needs no statement after theirs. Therefore it reads as many spare rows as these parts can show items. If the spare
 * rows are not enough, the list is read once more.
 */
export async function fillList<Row>(filling: Filling<Row>): Promise<Row[]> {
  const { first, itemOf, pages, read } = filling;
  const before = listBefore(filling);
  const counts = await Promise.all(before.map(({ count }) => count()));
  const most = counts.reduce((sum, count) => sum + count, pages.length);
  const asked = first + Math.min(most, MOST_SPARE);
  const [rows, ...shown] = await Promise.all([read(asked), ...before.map(({ show }) => show())]);
  const taken = new Set([...pages.map(({ item }) => item.id), ...shown.flat()]);
  const pick = (found: readonly Row[]) =>
    found.filter((row) => !taken.has(itemOf(row).id) && !taken.has(itemOf(row).path)).slice(0, first);
  const picked = pick(rows);
  const isFull = picked.length === first || rows.length < asked || asked >= first + taken.size;
  return isFull ? picked : pick(await read(first + taken.size));
}

/** Lists what stands before a list. A part that fails reports its error in its own field, and shows nothing. */
function listBefore<Row>({ earlier = [], pages, part }: Filling<Row>) {
  const before = ORDER.slice(0, ORDER.indexOf(part)).flatMap((name) => parts.get(name) ?? []);
  const ofPages = pages.flatMap((page) =>
    before.map(({ count, show }) => ({ count: async () => count(page), show: async () => show(page) })),
  );
  const ofPart = earlier.map(({ count, show }) => ({ count: async () => count, show }));
  return [...ofPages, ...ofPart].map(({ count, show }) => ({
    count: () => count().catch(() => 0),
    show: () => show().catch((): readonly Shown[] => []),
  }));
}
