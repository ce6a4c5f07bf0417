import { readFile } from 'node:fs/promises';
import {
  type GraphQLField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { listNodeTypes } from '../../src/graphql/builder.js';
import { printSortedSchema, schema } from '../../src/schema/schema.js';
import { readOperation } from '../support/gateway.js';
import { NODE_TYPES } from '../support/node-types.js';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** Every output field of the schema with its name, such as `Article.headline`. */
const fields = types.flatMap((type) => {
  const own = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  return own.map((field): [string, GraphQLField<unknown, unknown>] => [`${type.name}.${field.name}`, field]);
});

describe('the schema', () => {
  it('is the same as in schema.graphql', async () => {
    const file = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8');
    expect(printSortedSchema()).toBe(file);
  });

  it('describes every type, field, argument, input field and enum value', () => {
    expect(types.flatMap(findUndescribed)).toEqual([]);
  });

  it('has no nullable list below the fields of Query, and no list with null items except `nodes`', () => {
    const bad = fields.filter(([name, { type }]) => {
      const list = isNonNullType(type) ? type.ofType : type;
      if (!isListType(list)) return false;
      const isRoot = name.startsWith('Query.');
      return (!isRoot && !isNonNullType(type)) || (!isNonNullType(list.ofType) && name !== 'Query.nodes');
    });
    expect(bad.map(([name]) => name)).toEqual([]);
  });

  it('lets `node` find every type that implements Node', () => {
    expect(NODE_TYPES.length).toBeGreaterThan(10);
    expect(listNodeTypes().sort()).toEqual(NODE_TYPES);
  });

  it('gives block fields with the same name the same type, so that one query can select all of them', () => {
    const blocks = fields.filter(([name]) => /Block\./.test(name));
    for (const [name, field] of blocks) {
      const others = blocks.filter(([, other]) => other.name === field.name).map(([, other]) => String(other.type));
      expect(new Set(others).size, name).toBe(1);
    }
  });

  it.each(['ArticlePage'])('accepts %s of examples/operations as written', async (name) => {
    expect(validate(schema, parse(await readOperation(name)))).toEqual([]);
  });
});

function findUndescribed(type: GraphQLNamedType): string[] {
  const missing = type.description ? [] : [type.name];
  if (isEnumType(type))
    missing.push(
      ...type
        .getValues()
        .filter((value) => !value.description)
        .map((value) => `${type.name}.${value.name}`),
    );
  if (isInputObjectType(type)) {
    missing.push(
      ...Object.values(type.getFields())
        .filter((field) => !field.description)
        .map((field) => `${type.name}.${field.name}`),
    );
  }
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      if (!field.description) missing.push(`${type.name}.${field.name}`);
      missing.push(
        ...field.args.filter((arg) => !arg.description).map((arg) => `${type.name}.${field.name}(${arg.name})`),
      );
    }
  }
  return missing;
}
