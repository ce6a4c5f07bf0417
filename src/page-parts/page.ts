import { type GraphQLResolveInfo, getNamedType, getNullableType, isAbstractType, isListType } from 'graphql';
import type { SelectedField } from '../graphql/selection-size.js';
import { CONTENT_TYPES, TYPE_NAMES, typeNameOf } from '../item/kind-names.js';
import type { ContentItem } from '../item/store.js';
import type { Context } from '../schema/context.js';
import { createMemo, rootSelection, type Selection, selectionAt } from './selection.js';

/** An item, and what the operation selects of it at one place. The parts of the page are the lists below the item. */
export interface Page {
  readonly item: ContentItem;
  readonly selection: Selection;
  /** True if a root field answers with the item. Then the root lists of the operation are parts of the page, too. */
  readonly isRoot: boolean;
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

/** Returns the page of an item whose field is being resolved. */
export function pageOf(item: ContentItem, context: Context, info: GraphQLResolveInfo): Page {
  const { prev } = info.path;
  return { item, selection: selectionAt(info), isRoot: prev !== undefined && prev.prev === undefined, context, info };
}

const pagesOnce = createMemo<Selection, Promise<Page[]>>();

/**
 * Finds the pages of an operation: the items of its root fields `article`, `content` and `node`. They follow from the
 * text and the variables of the operation alone. The loaders already have these items, so no statement is added.
 */
export function findPages(context: Context, info: GraphQLResolveInfo): Promise<Page[]> {
  const root = rootSelection(info);
  return pagesOnce(root, 'pages', async () => {
    const found = root.fields.map(async (field) => (isPageField(field, info) ? findPage(field, context, info) : []));
    // A root field that fails reports its error itself. It has no page.
    return (await Promise.all(found.map((pages) => pages.catch(() => [])))).flat();
  });
}

async function findPage(field: SelectedField, context: Context, info: GraphQLResolveInfo): Promise<Page[]> {
  const root = rootSelection(info);
  const item: unknown = await field.definition?.resolve?.(undefined, root.argumentsOf(field), context, info);
  if (!isItem(item)) return [];
  return [{ item, selection: root.below(field, typeNameOf(item.type)), isRoot: true, context, info }];
}

/** True for a root field that answers with one object, which may be an item. */
function isPageField({ definition }: SelectedField, { schema }: GraphQLResolveInfo): boolean {
  if (!definition || isListType(getNullableType(definition.type))) return false;
  const type = getNamedType(definition.type);
  const types = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  return types.some(({ name }) => TYPE_NAMES.includes(name));
}

function isItem(found: unknown): found is ContentItem {
  return (
    typeof found === 'object' && found !== null && 'type' in found && CONTENT_TYPES.some((type) => type === found.type)
  );
}
