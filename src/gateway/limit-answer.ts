import {
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  getOperationAST,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { codedError } from '../errors.js';

/** An article page with all its lists at 50 asks for some hundreds of items. */
const MAX_ITEMS = 20_000;
const MAX_DEPTH = 14;
/** Fields at the root and lists: under whatever alias, each reads for itself. */
const MAX_READS = 150;

type Measured = Pick<ExecutionArgs, 'document' | 'operationName' | 'schema' | 'variableValues'>;

/** What a selection asks for: items of lists, nested ones multiplied, levels of fields, and fields that read for themselves. */
interface Size {
  readonly items: number;
  readonly depth: number;
  readonly reads: number;
}

/**
 * Refuses an operation that asks for more than anybody can use, before it is executed: lists within lists multiply, so
 * three hundred bytes can ask for millions of articles.
 */
export function useAnswerLimit(): Plugin {
  return {
    onExecute: ({ args, setResultAndStopExecution }) => {
      const error = findExcess(args);
      if (error) setResultAndStopExecution({ errors: [error] });
    },
  };
}

/** LIMIT_EXCEEDED for an operation whose answer would be too large. */
export function findExcess(args: Measured): GraphQLError | undefined {
  const excess = describeExcess(measure(args));
  if (!excess) return undefined;
  return codedError('LIMIT_EXCEEDED', `The operation ${excess}.`, { http: { status: 400 } });
}

function describeExcess({ depth, items, reads }: Size): string | undefined {
  if (items > MAX_ITEMS)
    return `asks for up to ${items} items of lists, and ${MAX_ITEMS} is the most: ask for fewer at once`;
  if (depth > MAX_DEPTH) return `is ${depth} levels deep, and ${MAX_DEPTH} is the most: ask in two steps`;
  if (reads > MAX_READS)
    return `has ${reads} root fields and lists, and ${MAX_READS} is the most: ask for fewer at once`;
  return undefined;
}

function measure({ document, operationName, schema, variableValues }: Measured): Size {
  const operation = getOperationAST(document, operationName);
  const root = (operation && schema.getRootType(operation.operation)) ?? undefined;
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  /** A fragment is measured once, however often it is spread. */
  const measured = new Map<string, Size>();

  function ofSelections(set: SelectionSetNode | undefined, parent: GraphQLNamedType | undefined): Size {
    const sizes = (set?.selections ?? []).map((node) => {
      if (node.kind === Kind.FIELD) return ofField(node, parent);
      if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value);
      const type = node.typeCondition ? schema.getType(node.typeCondition.name.value) : parent;
      return ofSelections(node.selectionSet, type);
    });
    return {
      items: sizes.reduce((total, size) => total + size.items, 0),
      depth: Math.max(0, ...sizes.map((size) => size.depth)),
      reads: sizes.reduce((total, size) => total + size.reads, 0),
    };
  }

  function ofField(field: FieldNode, parent: GraphQLNamedType | undefined): Size {
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    // The schema's own description is as large as the schema.
    if (!definition || !parent) return { items: 0, depth: field.name.value === '__typename' ? 1 : 0, reads: 0 };
    const below = ofSelections(field.selectionSet, getNamedType(definition.type));
    const length = readLength(field, definition, parent, variableValues ?? {});
    const reads = parent === root || definition.args.some(({ name }) => name === 'first') ? 1 : 0;
    return {
      items: length === undefined ? below.items : length * (1 + below.items),
      depth: below.depth + 1,
      reads: below.reads + reads,
    };
  }

  function ofFragment(name: string): Size {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    const size = ofSelections(fragment?.selectionSet, schema.getType(fragment?.typeCondition.name.value ?? ''));
    measured.set(name, size);
    return size;
  }

  return ofSelections(operation?.selectionSet, root);
}

/**
 * How many items a field answers: as many as it is asked for, or would be without saying. What is beyond its own limits
 * it refuses itself. A connection's `nodes` and `edges` are counted with the connection.
 */
function readLength(
  { arguments: given = [] }: FieldNode,
  { args, type }: GraphQLField<unknown, unknown>,
  parent: GraphQLNamedType,
  variables: Record<string, unknown>,
): number | undefined {
  const first = args.find(({ name }) => name === 'first');
  if (!first) return isListType(getNullableType(type)) && !parent.name.endsWith('Connection') ? SHORT_LIST : undefined;
  const sizes = given
    .filter(({ name }) => name.value === 'first' || name.value === 'last')
    .map(({ value }) => Number(valueFromASTUntyped(value, variables) ?? DEFAULT_PAGE))
    .filter((size) => size > 0);
  return sizes.length > 0 ? Math.min(100, Math.max(...sizes)) : Number(first.defaultValue ?? DEFAULT_PAGE);
}

const DEFAULT_PAGE = 20;
/** What lists that nobody can ask more of are taken for: tags, authors, blocks. */
const SHORT_LIST = 5;
