import {
  type DocumentNode,
  type ExecutionArgs,
  type FragmentDefinitionNode,
  type GraphQLError,
  GraphQLInt,
  Kind,
  valueFromAST,
} from 'graphql';
import { hasRole, type Identity, type Role } from '../access/roles.js';
import { ItemSizes, limitExceeded, MAX_FIELDS } from '../graphql/answer-budget.js';
import { findListBound } from '../graphql/list-bounds.js';
import { type Scale, type Selected, type SelectedField, SelectionSizer, type Size } from '../graphql/selection-size.js';
import { schema } from '../schema/schema.js';
import { createIntrospectionCounter } from './introspection-size.js';
import { OncePerSize } from './measure-cache.js';
import type { Operation } from './operation.js';

const MAX_DEPTH = 14;
const MAX_READS = 150;
/** The most lists that one operation reads. A list within a list counts once for each item of the outer one. */
const MAX_WORK = 2000;
/** Fields that take as much work as this number of lists. */
const WORK = new Map([
  ['search', 70],
  ['totalCount', 15],
]);
/** A field that the caller may not see gets an error, which costs as much as this number of fields. */
const REFUSED_FIELD = 50;
const LARGEST_PAGE = 100;
const DEFAULT_PAGE = 20;

type Measured = Pick<Operation, 'args' | 'coerced' | 'definition' | 'document' | 'request'>;

/** How large the answer to an operation can be. */
export interface Measure {
  readonly excess: GraphQLError | undefined;
  readonly itemSizes: ItemSizes;
}

const documents = new WeakMap<DocumentNode, OncePerSize<Measure>>();

/**
 * Measures how large the answer to an operation can be, before it is executed. Lists within lists multiply, so three hundred
 * bytes can ask for millions of articles. A document is measured again only for variables that change the size of its answer.
 * Undefined if a variable is faulty.
 */
export function measureAnswer(operation: Measured): Measure | undefined {
  const { args, document, request } = operation;
  const known = documents.get(document) ?? new OncePerSize(document);
  documents.set(document, known);
  return known.find({ ...args, role: request.caller.identity.role }, () => measure(operation));
}

function measure({ coerced, definition, document, request }: Measured): Measure | undefined {
  const root = schema.getRootType(definition.operation);
  if (!root || !coerced) return undefined;
  const selected = { schema, fragments: fragmentsOf(document.definitions), variableValues: coerced };
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

function fragmentsOf(definitions: ExecutionArgs['document']['definitions']): Selected['fragments'] {
  const fragments = definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  return Object.fromEntries(fragments.map((node) => [node.name.value, node]));
}

/** What a field costs by itself. */
function createWeigh(identity: Identity): Scale['weigh'] {
  return ({ definition, name }, isRead) => {
    const isRefused = needsMore(definition, identity);
    const work = WORK.get(name) ?? Number(isRead);
    return { fields: isRefused ? REFUSED_FIELD : 1, work };
  };
}

/** Whether a field needs a role that the caller does not have. */
function needsMore(definition: SelectedField['definition'], identity: Identity): boolean {
  const { authScopes }: { authScopes?: { role?: Role } } = Object(definition?.extensions.pothosOptions);
  return authScopes?.role !== undefined && !hasRole(identity, authScopes.role);
}

/**
 * Estimates how many items a list has: the number that is asked for, otherwise the usual number of the list. A `first` beyond
 * the limit of a list is refused later, by the list itself.
 */
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

/** The length of `nodes`: it returns an item for each id. */
function countIds(given: SelectedField['nodes'][number]['arguments'], variables: Selected['variableValues']): number {
  const value = given?.find(({ name }) => name.value === 'ids')?.value;
  if (value?.kind === Kind.LIST) return value.values.length;
  const ids = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
  return Array.isArray(ids) ? ids.length : 1;
}
