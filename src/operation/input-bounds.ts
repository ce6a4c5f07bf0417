import {
  type ExecutionArgs,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { codedError } from '../errors.js';
import { BEYOND_MENDING, BoundCheck, type Given, type Overlong } from '../graphql/bound-check.js';
import { hasUserErrors } from '../graphql/bounds-plugin.js';

type Asked = Pick<ExecutionArgs, 'document' | 'operationName' | 'schema' | 'variableValues'>;

/**
 * Returns a BAD_USER_INPUT error for the first list or text, in literals and in variables, that exceeds its bound. Faults that a
 * person can correct are not returned: the mutation itself reports them in `userErrors`.
 */
export function findOverlongInput({
  document,
  operationName,
  schema,
  variableValues,
}: Asked): GraphQLError | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  const check = new BoundCheck(listVariables(operation, variableValues ?? {}));
  // The loop also visits the levels that it adds. Recursion could exceed the stack, because documents may be nested deep.
  const levels: Level[] = [{ set: operation.selectionSet, type: schema.getRootType(operation.operation) ?? undefined }];
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION)
      levels.push({ set: node.selectionSet, type: schema.getType(node.typeCondition.name.value) });
  }
  for (const level of levels) {
    const fault = findOnLevel(level, levels, schema, check);
    if (fault) return refuse(fault);
  }
  return undefined;
}

/** A selection set, and the type of the object whose fields it selects. */
interface Level {
  readonly set: SelectionSetNode;
  readonly type: GraphQLNamedType | undefined;
}

/** Checks the arguments of one level, and adds the levels below to `levels`. Named fragments are already in `levels`. */
function findOnLevel({ set, type }: Level, levels: Level[], schema: GraphQLSchema, check: BoundCheck) {
  for (const node of set.selections) {
    if (node.kind === Kind.FRAGMENT_SPREAD) continue;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value;
      levels.push({ set: node.selectionSet, type: condition === undefined ? type : schema.getType(condition) });
      continue;
    }
    const field = findField(type, node.name.value);
    if (!field) continue;
    const isMendable = type === schema.getMutationType() && hasUserErrors(field.type);
    const fault = findInArguments(field, node, isMendable, check);
    if (fault) return fault;
    if (node.selectionSet) levels.push({ set: node.selectionSet, type: getNamedType(field.type) });
  }
  return undefined;
}

function findInArguments(
  { args }: GraphQLField<unknown, unknown>,
  { arguments: given = [] }: FieldNode,
  isMendable: boolean,
  check: BoundCheck,
): Overlong | undefined {
  for (const { name, value: node } of given) {
    const place = args.find((arg) => arg.name === name.value);
    const fault = place && check.find(place, { node }, name.value, isMendable ? BEYOND_MENDING : undefined);
    if (fault) return fault;
  }
  return undefined;
}

function findField(type: GraphQLNamedType | undefined, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

function listVariables(
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: Readonly<Record<string, unknown>>,
): Map<string, Given> {
  const variables = new Map<string, Given>();
  for (const { defaultValue, variable } of variableDefinitions) {
    const name = variable.name.value;
    if (Object.hasOwn(values, name)) variables.set(name, { value: values[name] });
    else if (defaultValue) variables.set(name, { node: defaultValue });
  }
  return variables;
}

function refuse({ path, problem }: Overlong): GraphQLError {
  return codedError('BAD_USER_INPUT', `${path}: ${problem}`, { argument: path, http: { status: 400 } });
}
