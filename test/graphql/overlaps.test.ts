import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  OverlappingFieldsCanBeMergedRule,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/schema/schema.js';

const abstractTypes = Object.values(schema.getTypeMap())
  .filter(isAbstractType)
  .filter((type) => !isIntrospectionType(type));

/** Selects a field. If the field has a composite type, selects all leaf fields below it. */
function select(name: string, type: GraphQLNamedType): string {
  if (isLeafType(type)) return name;
  const leaves = isObjectType(type)
    ? Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)))
    : [];
  return `${name} { ${['__typename', ...leaves.map((field) => field.name)].join(' ')} }`;
}

function selectFrom(type: GraphQLObjectType, names: readonly string[]): string {
  const selections = names.map((name) => select(name, getNamedType(type.getFields()[name]?.type) ?? type));
  return `... on ${type.name} { ${selections.join(' ')} }`;
}

describe('one selection can have all fields that two types share, without aliases, if the types are of', () => {
  it.each(abstractTypes.map((type): [string, typeof type] => [type.name, type]))('%s', (name, abstractType) => {
    const types = schema.getPossibleTypes(abstractType);
    const problems = types.flatMap((one, index) =>
      types.slice(index + 1).flatMap((other) => {
        const shared = Object.keys(one.getFields()).filter((field) => field in other.getFields());
        const text = `fragment Both on ${name} { ${selectFrom(one, ['__typename', ...shared])} ${selectFrom(other, ['__typename', ...shared])} }`;
        return validate(schema, parse(text), [OverlappingFieldsCanBeMergedRule]).map(
          ({ message }) => `${one}, ${other}: ${message}`,
        );
      }),
    );
    expect(types.length).toBeGreaterThan(1);
    expect(problems).toEqual([]);
  });
});
