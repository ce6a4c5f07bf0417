import {
  type ArgumentNode,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLArgument,
  type GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { codedError } from '../errors.js';
import { BEYOND_MENDING, BoundCheck } from '../graphql/bound-check.js';

type Asked = Pick<ExecutionArgs, 'document' | 'operationName' | 'schema' | 'variableValues'>;
type Values = ReadonlyMap<string, unknown>;

interface Given {
  readonly place: GraphQLArgument;
  readonly node: ArgumentNode;
  /** True for a mutation with `userErrors`. The mutation then reports the faults that a person can correct. */
  readonly isMendable: boolean;
}

const known = new WeakMap<OperationDefinitionNode, readonly Given[]>();

/**
 * Returns a BAD_USER_INPUT error for the first list or text that exceeds its bound. Checks literals and variables.
 * Skips faults that a person can correct, because the mutation itself reports these faults in `userErrors`.
 */
export function findOverlongInput({ document, operationName, schema, variableValues }: Asked) {
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  const given = known.get(operation) ?? listArguments(document, operation, schema);
  known.set(operation, given);
  const variables = readVariables(operation, variableValues ?? {});
  const [check, lenientCheck] = [new BoundCheck(), new BoundCheck(BEYOND_MENDING)];
  for (const { isMendable, node, place } of given) {
    const fault = (isMendable ? lenientCheck : check).find(place, readValue(node.value, variables), node.name.value);
    if (fault) return refuse(fault.path, fault.problem);
  }
  return undefined;
}

/** Lists the arguments of an operation and of the fragments of its document. The caller caches the result. */
function listArguments(document: DocumentNode, operation: OperationDefinitionNode, schema: GraphQLSchema): Given[] {
  const types = new TypeInfo(schema);
  const found: Given[] = [];
  const visitor = visitWithTypeInfo(types, {
    [Kind.OPERATION_DEFINITION]: (node) => (node === operation ? undefined : false),
    [Kind.DIRECTIVE]: () => false,
    [Kind.ARGUMENT]: (node) => {
      const [place, field] = [types.getArgument(), types.getFieldDef()];
      const isMutation = types.getParentType() === schema.getMutationType();
      if (place && field) found.push({ place, node, isMendable: isMutation && hasUserErrors(field.type) });
      return false;
    },
  });
  visit(document, visitor);
  return found;
}

function hasUserErrors(payload: GraphQLOutputType): boolean {
  const type = getNamedType(payload);
  return isObjectType(type) && 'userErrors' in type.getFields();
}

function readVariables({ variableDefinitions = [] }: OperationDefinitionNode, values: Record<string, unknown>): Values {
  return new Map(
    variableDefinitions.map(({ defaultValue, variable: { name } }) => {
      const isGiven = Object.hasOwn(values, name.value);
      return [name.value, isGiven ? values[name.value] : defaultValue && readValue(defaultValue, new Map())];
    }),
  );
}

/** Reads a literal, with the values of its variables. Whole numbers stay texts, because they may be long ids. */
function readValue(node: ValueNode, variables: Values): unknown {
  if (node.kind === Kind.VARIABLE) return variables.get(node.name.value);
  if (node.kind === Kind.LIST) return node.values.map((entry) => readValue(entry, variables));
  if (node.kind === Kind.OBJECT)
    return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, readValue(value, variables)]));
  return node.kind === Kind.STRING || node.kind === Kind.INT ? node.value : null;
}

function refuse(path: string, problem: string): GraphQLError {
  return codedError('BAD_USER_INPUT', `${path}: ${problem}`, { argument: path, http: { status: 400 } });
}
