import { typeBrandKey } from '@pothos/core';
import { resolveNodes } from '@pothos/plugin-relay';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../schema/context.js';
import { builder } from './builder.js';

/**
 * Loads the node with a global id, or null if it does not exist or the request may not see it. Marks the node with its
 * type, because Pothos needs the mark to resolve the interface `Node`.
 */
export async function loadNode(globalId: string, context: Context, info: GraphQLResolveInfo): Promise<object | null> {
  const [typename = '', id] = Buffer.from(globalId, 'base64').toString().split(':');
  const [node] = await Promise.all(await resolveNodes(builder, context, info, [{ typename, id }]));
  if (typeof node !== 'object' || node === null) return null;
  Object.defineProperty(node, typeBrandKey, { value: typename, configurable: true });
  return node;
}
