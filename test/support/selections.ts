import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

/** The value of an argument as a GraphQL literal; undefined leaves it out. */
export type ArgumentValue = (argument: GraphQLArgument, field: string) => string | undefined;

/** Writes a field's arguments. A required argument without a value is an error: add a value for it. */
export function writeArguments({ args, name }: GraphQLField<unknown, unknown>, give: ArgumentValue): string {
  const given = args.flatMap((argument) => {
    const value = give(argument, name);
    if (value === undefined && isRequiredArgument(argument))
      throw new Error(`add a value for the required argument \`${argument.name}\` of \`${name}\` to the test`);
    return value === undefined ? [] : [`${argument.name}: ${value}`];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

/**
 * Everything that can be selected of a type, down to a depth, as separate selections: the scalars of a type together, and each of
 * its object fields apart. Fields that only some types of an interface have are in fragments. The fields below a type's field are
 * selected on the first path that reaches it, and on a later path if that goes deeper.
 */
export function listSelections(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  levels: number,
  give: ArgumentValue,
  asked = new Map<string, number>(),
): string[] {
  const own = fieldsOf(type);
  const kinds = isInterfaceType(type) || isUnionType(type) ? schema.getPossibleTypes(type) : [];
  const alone = kinds.map((kind) => ({
    kind: kind.name,
    fields: fieldsOf(kind).filter((field) => !own.some(({ name }) => name === field.name)),
  }));
  const leaves = (fields: readonly GraphQLField<unknown, unknown>[], prefix = '') =>
    fields
      .filter((field) => !isCompositeType(getNamedType(field.type)))
      .map((field) => `${prefix && `${prefix}_${field.name}: `}${field.name}${writeArguments(field, give)}`)
      .join(' ');
  const below = (fields: readonly GraphQLField<unknown, unknown>[], prefix = '') =>
    levels <= 1
      ? []
      : fields.flatMap((field) => {
          const named = getNamedType(field.type);
          const key = `${prefix || type.name}.${field.name}`;
          if (!isCompositeType(named) || (asked.get(key) ?? 0) >= levels) return [];
          asked.set(key, levels);
          const start = `${prefix && `${prefix}_${field.name}: `}${field.name}${writeArguments(field, give)}`;
          return listSelections(schema, named, levels - 1, give, asked).map((selection) => `${start} { ${selection} }`);
        });
  const values = alone.flatMap(({ fields, kind }) => {
    const text = leaves(fields, kind);
    return text ? [`... on ${kind} { ${text} }`] : [];
  });
  return [
    ['__typename', leaves(own), ...values].filter(Boolean).join(' '),
    ...below(own),
    ...alone.flatMap(({ fields, kind }) => below(fields, kind).map((selection) => `... on ${kind} { ${selection} }`)),
  ];
}

/** Fields that readers may ask for. */
function fieldsOf(type: GraphQLNamedType): GraphQLField<unknown, unknown>[] {
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  return fields.filter((field) => !needsRole(field));
}

/** Whether a field's description says that it is for the newsroom. A test checks that every such field says so. */
export function needsRole({ description }: GraphQLField<unknown, unknown>): boolean {
  return /Needs the role/.test(description ?? '');
}
