import { type DocumentNode, type GraphQLError, GraphQLInt, Kind, valueFromAST, visit } from 'graphql';
import { hasRole, type Identity, type Role } from '../access/roles.js';
import { ItemSizes, limitExceeded, MAX_FIELDS } from '../graphql/answer-budget.js';
import { findListBound } from '../graphql/list-bounds.js';
import { type Scale, type Selected, type SelectedField, SelectionSizer, type Size } from '../graphql/selection-size.js';
import { schema } from '../schema/schema.js';
import { createIntrospectionCounter } from './introspection-size.js';
import type { Operation } from './operation.js';

/** The most levels of fields in an operation. */
const MAX_DEPTH = 14;
/** The most root fields and lists that an operation selects. */
const MAX_READS = 150;
/** The most lists that one operation reads. A list inside another list is read once for each item of the outer list. */
const MAX_WORK = 2000;
/** The work of expensive fields. Reading a field of this map takes as long as reading this number of lists. */
const WORK = new Map([
  ['search', 70],
  ['totalCount', 15],
]);
/** A field that the caller may not see counts as this number of fields, because making its error takes long. */
const REFUSED_FIELD = 50;
const LARGEST_PAGE = 100;
/** The number of items in a page without `first` or `last`, unless the schema has another default. */
const DEFAULT_PAGE = 20;

/** The names of arguments that change the size of an answer. Lists, introspection, `@skip` and `@include` have them. */
const SIZING = new Set(['first', 'last', 'ids', 'if', 'includeDeprecated', 'name']);
const MOST_SIZES = 20;
/** The longest key under which a measure is cached, in characters. A key may contain thousands of ids. */
const LONGEST_KEY = 500;

/** The result of measuring an operation. `excess` is the error if the answer can become too large. */
export interface Measure {
  readonly excess: GraphQLError | undefined;
  readonly itemSizes: ItemSizes;
}

/** The cached measures of a document, by the caller's role and the variables that change the size of the answer. */
interface Measures {
  readonly variables: readonly string[];
  readonly byKey: Map<string, Measure>;
}

const cache = new WeakMap<DocumentNode, Measures>();

/**
 * Measures how large the answer to an operation can be, before the operation is executed. Lists inside lists multiply, so an
 * operation of three hundred bytes can ask for millions of articles. Returns undefined if a variable is faulty.
 */
export function measureAnswer(operation: Operation): Measure | undefined {
  const { document } = operation;
  const measures = cache.get(document) ?? { variables: findSizingVariables(document), byKey: new Map() };
  cache.set(document, measures);
  const { byKey, variables } = measures;
  const key = keyOf(operation, variables);
  const known = byKey.get(key);
  if (known) return known;
  const found = measure(operation);
  if (!found || key.length > LONGEST_KEY) return found;
  if (byKey.size >= MOST_SIZES) byKey.clear();
  byKey.set(key, found);
  return found;
}

function findSizingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.ARGUMENT]: ({ name, value }) => {
      if (value.kind === Kind.VARIABLE && SIZING.has(name.value)) names.add(value.name.value);
    },
  });
  return [...names];
}

/** Makes a key. An absent variable and null have different keys, because only an absent variable gets its default. */
function keyOf({ request: { caller, operationName }, variables }: Operation, names: readonly string[]): string {
  const values = names.map((name) => (variables[name] === undefined ? [] : [variables[name]]));
  return JSON.stringify([operationName, caller.identity.role, values]);
}

function measure({ coerced, definition, fragments, request }: Operation): Measure | undefined {
  const root = schema.getRootType(definition.operation);
  if (!root || !coerced) return undefined;
  const selected = { schema, fragments, variableValues: coerced };
  const sizer = new SelectionSizer(selected, {
    lengthOf: createLengthOf(selected),
    introspect: createIntrospectionCounter(selected, definition, MAX_FIELDS),
    weigh: createWeigh(request.caller.identity),
  });
  const problem = describeExcess(sizer.measure([definition.selectionSet], root));
  return { excess: problem === undefined ? undefined : limitExceeded(problem), itemSizes: new ItemSizes() };
}

function describeExcess({ depth, fields, reads, work }: Size): string | undefined {
  if (fields > MAX_FIELDS) {
    const asked = Number.isFinite(fields) ? `up to ${fields}` : 'too many';
    return `asks for ${asked} fields, and ${MAX_FIELDS} is the most: ask for fewer at once`;
  }
  if (depth > MAX_DEPTH) return `is ${depth} levels deep, and ${MAX_DEPTH} is the most: ask in two steps`;
  if (reads > MAX_READS)
    return `has ${reads} root fields and lists, and ${MAX_READS} is the most: ask for fewer at once`;
  if (work > MAX_WORK)
    return `reads up to ${work} lists, and ${MAX_WORK} is the most (a totalCount is ${WORK.get('totalCount')} of them, a search ${WORK.get('search')}): ask for fewer at once`;
  return undefined;
}

function createWeigh(identity: Identity): Scale['weigh'] {
  return ({ definition, name }, isRead) => {
    const isRefused = needsMore(definition, identity);
    const work = WORK.get(name) ?? Number(isRead);
    return { fields: isRefused ? REFUSED_FIELD : 1, work };
  };
}

function needsMore(definition: SelectedField['definition'], identity: Identity): boolean {
  const { authScopes }: { authScopes?: { role?: Role } } = Object(definition?.extensions.pothosOptions);
  return authScopes?.role !== undefined && !hasRole(identity, authScopes.role);
}

/** Estimates the length of a list: `first` or `last` if the operation has it, otherwise the list's usual length. */
function createLengthOf({ variableValues }: Selected) {
  const readNumber = ({ nodes }: SelectedField, name: string) => {
    const argument = nodes[0]?.arguments?.find((given) => given.name.value === name);
    const value: unknown = argument && valueFromAST(argument.value, GraphQLInt, variableValues);
    return typeof value === 'number' ? Math.min(Math.max(value, 1), LARGEST_PAGE) : undefined;
  };
  return (field: SelectedField, page: number | undefined): number => {
    const { definition, nodes, parent } = field;
    if (!definition) return 1;
    const first = definition.args.find((argument) => argument.name === 'first');
    if (first) {
      const given = readNumber(field, 'first') ?? readNumber(field, 'last');
      return given ?? (typeof first.defaultValue === 'number' ? first.defaultValue : DEFAULT_PAGE);
    }
    const bound = findListBound(definition, parent);
    if (bound) return bound.usually ?? bound.atMost;
    return page ?? countIds(nodes[0]?.arguments, variableValues);
  };
}

/** Counts the items that the root field `nodes(ids:)` returns: one for each id. */
function countIds(given: SelectedField['nodes'][number]['arguments'], variables: Selected['variableValues']): number {
  const value = given?.find(({ name }) => name.value === 'ids')?.value;
  if (value?.kind === Kind.LIST) return value.values.length;
  const ids = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return Array.isArray(ids) ? ids.length : 1;
}
