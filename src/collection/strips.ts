import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import type { PageRequest } from '../db/page.js';
import { readPageRequest } from '../graphql/pagination.js';
import type { SelectedField } from '../graphql/selection-size.js';
import type { Page } from '../page-parts/page.js';
import { rootSelection, type Selection } from '../page-parts/selection.js';
import type { Context } from '../schema/context.js';
import { chooseLanguage } from '../site/language.js';
import { COLLECTION_ITEM_KEY } from './items.js';
import { listCollectionsOf } from './of-item.js';
import type { Collection } from './store.js';
import { listCollections } from './type.js';

/** A list of the items of a package, as an operation selects it. */
export interface Strip {
  readonly collection: Collection;
  readonly request: PageRequest;
}

const argsSchema = z.object({
  first: z.number().nullish(),
  last: z.number().nullish(),
  after: z.string().nullish(),
  before: z.string().nullish(),
  language: z.string().nullish(),
  slug: z.string().default(''),
});

/** Finds the strips of the packages that contain the item of a page, in the order of the packages. */
export function findStripsBelow({ context, item, selection }: Page): Promise<Strip[]> {
  const lists = selection.all('collections').map((field) =>
    stripsOf(nodesBelow(selection, field), async () => {
      const { edges } = await listCollectionsOf(item, readArgs(selection, field), context);
      return edges.map(({ node }) => node);
    }),
  );
  return join(lists);
}

/** Finds the strips of the packages of the root fields `collections` and `collection`. */
export function findStripsAtRoot(context: Context, info: GraphQLResolveInfo): Promise<Strip[]> {
  const root = rootSelection(info);
  const lists = root.all('collections').map((field) =>
    stripsOf(nodesBelow(root, field), async () => {
      const { edges } = await listCollections(readArgs(root, field), context);
      return edges.map(({ node }) => node);
    }),
  );
  const single = root.all('collection').map((field) =>
    stripsOf([root.below(field)], async () => {
      const { language, slug } = readArgs(root, field);
      const { collection, site } = context.loaders;
      return [await collection.bySlug.load({ language: chooseLanguage(await site.load(), language), slug })];
    }),
  );
  return join([...lists, ...single]);
}

/** True if root fields of an operation select items of packages. */
export function hasStripsAtRoot(info: GraphQLResolveInfo): boolean {
  const root = rootSelection(info);
  const nodes = [
    ...root.all('collections').flatMap((field) => nodesBelow(root, field)),
    ...root.all('collection').map((field) => root.below(field)),
  ];
  return nodes.some((node) => node.all('items').length > 0);
}

const readArgs = (selection: Selection, field: SelectedField) => argsSchema.parse(selection.argumentsOf(field));

/** Joins lists of strips. A field that fails reports its error itself, and has no strips. */
async function join(found: readonly Promise<Strip[]>[]): Promise<Strip[]> {
  return (await Promise.all(found.map((strips) => strips.catch(() => [])))).flat();
}

/** Returns what an operation selects of the nodes of a connection, in `nodes` and in `edges`. */
function nodesBelow(selection: Selection, field: SelectedField): Selection[] {
  const connection = selection.below(field);
  const edges = connection.all('edges').map((edge) => connection.below(edge));
  return [
    ...connection.all('nodes').map((node) => connection.below(node)),
    ...edges.flatMap((edge) => edge.all('node').map((node) => edge.below(node))),
  ];
}

/** Lists the strips of packages. `nodes` is what the operation selects of a package. */
async function stripsOf(
  nodes: readonly Selection[],
  find: () => Promise<readonly (Collection | null)[]>,
): Promise<Strip[]> {
  // A list of which only `totalCount` or `pageInfo` is selected shows no items.
  const requests = nodes.flatMap((node) =>
    node
      .all('items')
      .filter((field) => nodesBelow(node, field).length > 0)
      .map((field) => readPageRequest(readArgs(node, field), COLLECTION_ITEM_KEY)),
  );
  if (requests.length === 0) return [];
  const collections = await find();
  return collections.flatMap((collection) => (collection ? requests.map((request) => ({ collection, request })) : []));
}
