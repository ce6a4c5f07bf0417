import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Context } from '../schema/context.js';
import { findListBound } from './list-bounds.js';

type Field = GraphQLField<unknown, Context>;
type Resolver = GraphQLFieldResolver<unknown, Context>;

/**
 * Limits every list of the schema: it is cut at the length in its description, and its items count for
 * `AnswerBudget`. Each item becomes a promise too, which can't throw synchronously. If an item threw while an earlier
 * one is pending, the executor (of graphql-js 16 and of Yoga) would forget that one, and its rejection would end the
 * process.
 */
export function boundLists(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.values<Field>(type.getFields())) {
      if (!isListType(getNullableType(field.type))) continue;
      const atMost = findListBound(field, type)?.atMost;
      if (atMost !== undefined) field.description = describeBound(field.description ?? '', atMost);
      if (isObjectType(type)) field.resolve = boundResolver(field, type, atMost);
    }
  }
  return schema;
}

function describeBound(description: string, atMost: number): string {
  const isDescribed = description.toLowerCase().includes(`at most ${atMost}`);
  return isDescribed ? description : `${description} At most ${atMost}.`;
}

function boundResolver(field: Field, parent: GraphQLObjectType, atMost = Number.POSITIVE_INFINITY): Resolver {
  const { resolve = defaultFieldResolver } = field;
  const isPlain = isLeafType(getNamedType(field.type));

  function bound(found: unknown, { answer }: Context, info: GraphQLResolveInfo): unknown {
    if (found == null) return found;
    if (!Array.isArray(found)) throw new Error(`${parent.name}.${field.name} resolves to something that is no list`);
    const items = found.length > atMost ? found.slice(0, atMost) : found;
    answer.takeItems(items.length, info);
    return isPlain ? items : items.map((item) => Promise.resolve(item));
  }

  return (source, args, context, info) => {
    const found: unknown = resolve(source, args, context, info);
    return found instanceof Promise ? found.then((list) => bound(list, context, info)) : bound(found, context, info);
  };
}
