import type { GraphQLResolveInfo } from 'graphql';
import { readRule } from '../list/filter-input.js';
import { findPages, type Page } from '../page-parts/page.js';
import { definePart, fillList } from '../page-parts/parts.js';
import { createMemo, rootSelection, type Selection } from '../page-parts/selection.js';
import type { Context } from '../schema/context.js';
import type { CollectionItem } from './items.js';
import { findStripsAtRoot, findStripsBelow, hasStripsAtRoot, type Strip } from './strips.js';

/** A strip and its rows, with one row more if there is a further page. */
interface FilledStrip extends Strip {
  readonly rows: Promise<readonly CollectionItem[]>;
}

definePart('coverage', {
  count: async (page) => (await listStrips(page)).reduce((sum, { request }) => sum + request.size, 0),
  show: async (page) => (await Promise.all((await listStrips(page)).map(listShown))).flat(),
});

async function listStrips(page: Page): Promise<readonly FilledStrip[]> {
  const { context, info, isRoot } = page;
  return [...(await fillBelow(page)), ...(isRoot ? await fillAtRoot(context, info) : [])];
}

const listShown = async ({ request, rows }: FilledStrip) =>
  (await rows).slice(0, request.size).map(({ item }) => item.id);

/**
 * Reads the rows of a list of a package's items, with one row more if there is a further page. On the page of an item,
 * the list leaves out what the page shows before it. Its cursors stay the same, so a list can be paged.
 */
export async function readItems(
  { collection, request }: Strip,
  page: Page | undefined,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<readonly CollectionItem[]> {
  const strips = page ? await fillBelow(page) : await fillAtRoot(context, info);
  const own = strips.find((strip) => keyOf(strip) === keyOf({ collection, request }));
  return own ? own.rows : load({ collection, request }, request.size + 1, context);
}

const keyOf = ({ collection, request }: Strip) => JSON.stringify([collection.id, request]);

const fillOnce = createMemo<Selection, Promise<readonly FilledStrip[]>>();

/** Fills the strips of the packages that contain the item of a page. */
function fillBelow(page: Page): Promise<readonly FilledStrip[]> {
  return fillOnce(page.selection, String(page.item.id), async () =>
    fill(await findStripsBelow(page), [page], [], page.context),
  );
}

/** Fills the strips of the packages of root fields. They stand on all pages of the operation. */
async function fillAtRoot(context: Context, info: GraphQLResolveInfo): Promise<readonly FilledStrip[]> {
  // The check comes first: without strips, waiting for the pages could delay other lists to a further statement.
  if (!hasStripsAtRoot(info)) return [];
  const pages = await findPages(context, info);
  if (pages.length === 0) return [];
  return fillOnce(rootSelection(info), 'root', async () => {
    const [strips, ...below] = await Promise.all([findStripsAtRoot(context, info), ...pages.map(fillBelow)]);
    return fill(strips, pages, below.flat(), context);
  });
}

/** Fills strips in their order. A strip shows no item of a different package before it. */
function fill(
  strips: readonly Strip[],
  pages: readonly Page[],
  before: readonly FilledStrip[],
  context: Context,
): FilledStrip[] {
  const done: FilledStrip[] = [];
  for (const strip of strips) {
    const others = [...before, ...done].filter(({ collection }) => collection.id !== strip.collection.id);
    const rows = fillList({
      part: 'coverage',
      pages,
      first: strip.request.size + 1,
      read: (count) => load(strip, count, context),
      itemOf: ({ item }) => item,
      earlier: others.map((other) => ({ count: other.request.size, show: () => listShown(other) })),
    });
    // If nobody waits for the rows, their failure must not end the process.
    rows.catch(() => {});
    done.push({ ...strip, rows });
  }
  return done;
}

/** Reads a number of rows of a package, from the place that the request names. */
async function load({ collection, request }: Strip, count: number, context: Context): Promise<CollectionItem[]> {
  const { id, language, rule: stored } = collection;
  const rule = stored && (await readRule(stored, language, context));
  return context.loaders.collection.items.load({ id, language, rule, page: { ...request, size: count - 1 } });
}
