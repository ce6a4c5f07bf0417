import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
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

/** The bound of a list that has no `first` argument. */
export interface ListBound {
  /** The most items. A longer list is cut. */
  readonly atMost: number;
  /** The usual number of items, if it is far lower. `measureAnswer` uses it as its estimate. */
  readonly usually?: number;
}

/** The bound of each list without a `first` argument, by the name of its field. Lists with the same name share a bound. */
const BOUNDS: Readonly<Record<string, ListBound>> = {
  aliases: { atMost: 500, usually: 5 },
  allSeries: { atMost: 500, usually: 30 },
  apiTokens: { atMost: 1000, usually: 50 },
  appLinks: { atMost: 50, usually: 5 },
  authors: { atMost: 200, usually: 3 },
  body: { atMost: 10_000, usually: 20 },
  captions: { atMost: 200, usually: 3 },
  changedFields: { atMost: 200, usually: 10 },
  children: { atMost: 1000, usually: 3 },
  corrections: { atMost: 500, usually: 3 },
  editions: { atMost: 200, usually: 5 },
  images: { atMost: 2000, usually: 20 },
  items: { atMost: 500, usually: 1 },
  keyEvents: { atMost: 100, usually: 5 },
  listItems: { atMost: 5000, usually: 8 },
  navigation: { atMost: 500, usually: 10 },
  outline: { atMost: 5000, usually: 10 },
  pages: { atMost: 1000, usually: 10 },
  pinnedPosts: { atMost: 100, usually: 5 },
  regions: { atMost: 1000, usually: 10 },
  renditions: { atMost: 200, usually: 3 },
  sections: { atMost: 2000, usually: 20 },
  shareLinks: { atMost: 50, usually: 6 },
  socialLinks: { atMost: 200, usually: 6 },
  sources: { atMost: 200, usually: 3 },
  tags: { atMost: 500, usually: 8 },
  translations: { atMost: 200, usually: 2 },
  types: { atMost: 20, usually: 5 },
  userErrors: { atMost: 500, usually: 5 },
  years: { atMost: 500, usually: 20 },
};

type ListField = Pick<GraphQLField<unknown, unknown>, 'args' | 'name' | 'type'>;

/** Returns the bound of a list. Undefined if clients choose its length by `first` or `ids`, or as a page. */
export function findListBound(field: ListField, parent: GraphQLNamedType): ListBound | undefined {
  if (!isListType(getNullableType(field.type)) || isChosenByClients(field, parent)) return undefined;
  const bound = BOUNDS[field.name];
  if (!bound) throw new Error(`the list ${parent.name}.${field.name} has no bound in list-bounds.ts`);
  return bound;
}

function isChosenByClients({ args, name }: ListField, parent: GraphQLNamedType): boolean {
  if (args.some((argument) => argument.name === 'first' || argument.name === 'ids')) return true;
  return (name === 'nodes' || name === 'edges') && /(Connection|Page)$/.test(parent.name);
}

type Field = GraphQLField<unknown, Context>;
type Resolver = GraphQLFieldResolver<unknown, Context>;

/**
 * Limits every list of the schema. A list is cut at the length in its description, and `AnswerBudget` counts its items.
 * Each item is also wrapped in a promise, so that no item throws synchronously. If an item threw while an earlier item
 * was pending, the executor would stop waiting for the earlier item, whose rejection would then be unhandled.
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
    if (!Array.isArray(found)) throw new Error(`${parent.name}.${field.name} does not resolve to a list`);
    const items = found.length > atMost ? found.slice(0, atMost) : found;
    answer.takeItems(items.length, info);
    return isPlain ? items : items.map((item) => Promise.resolve(item));
  }

  return (source, args, context, info) => {
    const found: unknown = resolve(source, args, context, info);
    return found instanceof Promise ? found.then((list) => bound(list, context, info)) : bound(found, context, info);
  };
}
