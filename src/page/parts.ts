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
  readonly itemOf: (row: Row) => ContentItem;
  /** Lists of the same part that stand before this one. */
  readonly earlier?: readonly Earlier[];
}

interface Earlier {
  readonly count: number;
  readonly show: () => Promise<readonly Shown[]>;
}

/**
 * Fills a list with the first rows that are not shown before it. Reads the list together with the parts before it, and
 * therefore reads as many rows more as these parts can show. So the list needs no statement after theirs.
 */
export async function fillList<Row>(filling: Filling<Row>): Promise<Row[]> {
  const { earlier = [], first, itemOf, pages, part, read } = filling;
  const before = ORDER.slice(0, ORDER.indexOf(part)).flatMap((name) => parts.get(name) ?? []);
  const all = pages.flatMap((page) => before.map((one) => ({ page, ...one })));
  // A part that fails reports its error in its own field, and shows nothing.
  const counts = await Promise.all(all.map(async ({ count, page }) => count(page)).map(orElse(0)));
  const most = [...counts, ...earlier.map(({ count }) => count)].reduce((sum, count) => sum + count, pages.length);
  const [rows, ...shown] = await Promise.all([
    read(first + most),
    ...all.map(async ({ page, show }) => show(page)).map(orElse<readonly Shown[]>([])),
    ...earlier.map(({ show }) => show()).map(orElse<readonly Shown[]>([])),
  ]);
  const taken = new Set([...pages.map(({ item }) => item.id), ...shown.flat()]);
  return rows.filter((row) => !taken.has(itemOf(row).id) && !taken.has(itemOf(row).path)).slice(0, first);
}

function orElse<Value>(otherwise: Value) {
  return (found: Promise<Value>): Promise<Value> => found.catch(() => otherwise);
}
