import { typeBrandKey } from '@pothos/core';
import { resolveNodes } from '@pothos/plugin-relay';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../schema/context.js';
import { builder, listNodeTypes } from './builder.js';
import { decodeGlobalId } from './global-id.js';

const EXPECTED = 'a global id of this gateway';

builder.queryField('node', (t) =>
  t.field({
    type: builder.nodeInterfaceRef(),
    nullable: true,
    description: 'Finds an object by its global id; null when it does not exist or is not public.',
    args: { id: t.arg.id({ required: true, description: 'Global id.' }) },
    resolve: (_root, { id }, context, info) => findNode(id, 'id', context, info),
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    description:
      'Finds several objects by their global ids, in the order of the ids. In the place of an object that does not exist or is not public, there is null. In the place of an id that is not valid, there is null too, and an error names the place.',
    args: { ids: t.arg.idList({ required: true, description: 'Global ids.' }) },
    // Each object is a promise of its own, so that a failure of one does not take the others. Loaders batch the ids.
    resolve: (_root, { ids }, context, info) => ids.map((id, index) => findNode(id, `ids.${index}`, context, info)),
  }),
);

/**
 * Finds the object with a global id, and marks it with its type: Pothos needs the mark to resolve the object. The relay
 * plugin marks objects too. But if an operation asks for an object twice, the second field may get it before that.
 */
export async function findNode(
  id: string,
  argument: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const key = decodeGlobalId(id, argument, listNodeTypes(), EXPECTED);
  const [node] = await Promise.all(await resolveNodes(builder, context, info, [key]));
  if (typeof node === 'object' && node !== null) Object.defineProperty(node, typeBrandKey, { value: key.typename });
  return node;
}
