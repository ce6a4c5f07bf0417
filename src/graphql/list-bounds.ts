import { type GraphQLField, type GraphQLNamedType, getNullableType, isListType } from 'graphql';

/** The bound of a list that has no `first` argument. */
export interface ListBound {
  /** The most items. A longer list is cut. */
  readonly atMost: number;
  /** The usual number of items, if it is far lower. It serves the estimate; real items are counted later. */
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

/** Returns the bound of a list, or undefined if clients choose its length: by `first`, by `ids`, or as a page. */
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
