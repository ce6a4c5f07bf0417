import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { codedError } from '../errors.js';

/** An article page with all its lists at 50 asks for some hundreds of items. */
const MAX_ITEMS = 20_000;
const MAX_DEPTH = 14;

/** What a selection asks for: items of paged lists, nested ones multiplied, and levels of fields. */
interface Size {
  readonly items: number;
  readonly depth: number;
}

/**
 * Refuses an operation that asks for more than anybody can use, before it is executed: lists within lists multiply, so
 * three hundred bytes can ask for millions of articles.
 */
export function useAnswerLimit(): Plugin {
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      const { items, depth } = measure(args.document, args.operationName, args.variableValues ?? {});
      const excess =
        items > MAX_ITEMS
          ? `asks for up to ${items} items of lists, and ${MAX_ITEMS} is the most: ask for fewer at once`
          : depth > MAX_DEPTH && `is ${depth} levels deep, and ${MAX_DEPTH} is the most: ask in two steps`;
      if (!excess) return;
      const error = codedError('LIMIT_EXCEEDED', `The operation ${excess}.`, { http: { status: 400 } });
      setResultAndStopExecution({ errors: [error] });
    },
  };
}

function measure(
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): Size {
  const operation = getOperationAST(document, operationName);
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  /** A fragment is measured once, however often it is spread. */
  const measured = new Map<string, Size>();

  function ofSelections(set: SelectionSetNode | undefined): Size {
    const sizes = (set?.selections ?? []).map((node) => {
      if (node.kind === Kind.FIELD) return ofField(node);
      return node.kind === Kind.INLINE_FRAGMENT ? ofSelections(node.selectionSet) : ofFragment(node.name.value);
    });
    return {
      items: sizes.reduce((total, size) => total + size.items, 0),
      depth: Math.max(0, ...sizes.map((size) => size.depth)),
    };
  }

  function ofField(field: FieldNode): Size {
    // The schema's own description is as large as the schema.
    if (field.name.value.startsWith('__')) return { items: 0, depth: 0 };
    const below = ofSelections(field.selectionSet);
    const paged = readPageSize(field, variables);
    return { items: paged === undefined ? below.items : paged * (1 + below.items), depth: below.depth + 1 };
  }

  function ofFragment(name: string): Size {
    const known = measured.get(name);
    if (known) return known;
    const size = ofSelections(fragments.get(name)?.selectionSet);
    measured.set(name, size);
    return size;
  }

  return ofSelections(operation?.selectionSet);
}

/** Lists that are paged, or filled on request; what is asked beyond their own limits they refuse themselves. */
function readPageSize(
  { arguments: given = [], name }: FieldNode,
  variables: Record<string, unknown>,
): number | undefined {
  const sizes = given
    .filter((argument) => argument.name.value === 'first' || argument.name.value === 'last')
    .map((argument) => Number(valueFromASTUntyped(argument.value, variables) ?? 20))
    .filter((size) => size > 0);
  if (sizes.length > 0) return Math.min(100, Math.max(...sizes));
  return DEFAULTS[name.value];
}

/** What these fields answer when nothing is said. */
const DEFAULTS: Record<string, number> = {
  relatedNews: 4,
  readNext: 4,
  mostRead: 5,
  breakingItems: 20,
  collections: 20,
  translations: 5,
  items: 5,
};
