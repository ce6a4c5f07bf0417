import SchemaBuilder, { typeBrandKey } from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin, { type AuthFailure } from '@pothos/plugin-scope-auth';
import { hasRole, type Role } from '../access/identity.js';
import { codedError } from '../errors.js';
import './bounds-plugin.js';
import type { Context } from '../schema/context.js';
import { LONGEST_CURSOR, longestOf } from './bounds.js';
import { decodeGlobalId, encodeGlobalId } from './global-id.js';
import { parseDateTime, parseLanguageTag, parseUrl } from './scalars.js';

/** What the whole schema is built with. It defines scalars and conventions; the domains define types. */
export const builder = new SchemaBuilder<{
  Context: Context;
  AuthScopes: { role: Role };
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string | number };
    DateTime: { Input: Date; Output: Date };
    LanguageTag: { Input: string; Output: string };
    URL: { Input: string; Output: string };
  };
}>({
  plugins: [ScopeAuthPlugin, RelayPlugin, 'bounds'],
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ caller }) => ({ role: (needed) => hasRole(caller.identity, needed) }),
    unauthorizedError: (_parent, { caller }, info, { failure }) =>
      forbidden(info.fieldName, caller.identity.role, failure),
  },
  defaultFieldNullability: false,
  relay: {
    nodeTypeOptions: { description: 'Anything with a global id, which `node` finds again.' },
    idFieldOptions: { description: 'Global id: opaque, the same for ever.' },
    nodeQueryOptions: {
      description: 'Anything by its global id; null when it is not there or not public.',
      args: { id: { description: 'Global id.' } },
      resolve: async (_root, { id }, _context, _info, resolveNode) => brand(await resolveNode(id), id),
    },
    nodesQueryOptions: {
      description: 'Several things by their global ids, in the order asked; null in the place of what is not there.',
      args: { ids: { description: 'Global ids.' } },
      resolve: async (_root, { ids }, _context, _info, resolveNodes) => {
        const found = await Promise.all(await resolveNodes(ids));
        return found.map((node, index) => brand(node, ids[index]));
      },
    },
    encodeGlobalID: encodeGlobalId,
    decodeGlobalID: (globalId) => decodeGlobalId(globalId),
    pageInfoTypeOptions: { description: 'Where a page of a list stands in the whole list.' },
    hasNextPageFieldOptions: { description: 'Whether there are items after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there are items before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first item, null when the page is empty.' },
    endCursorFieldOptions: { description: 'Cursor of the last item, null when the page is empty.' },
    cursorFieldOptions: { description: 'Opaque place of this item in the list, for `after` and `before`.' },
    nodeFieldOptions: { description: 'The item.', nullable: false },
    edgesFieldOptions: { description: 'The items, each with its cursor.', nullable: { list: false, items: false } },
    nodesOnConnection: { description: 'The items alone.' },
    pageInfoFieldOptions: { description: 'Where this page stands in the whole list.' },
    firstArgOptions: {
      description: 'How many items from the start, 1 to 100; 20 when neither `first` nor `last` is given.',
    },
    lastArgOptions: { description: 'How many items from the end, 1 to 100.' },
    afterArgOptions: { description: 'Only items after this cursor.', longest: LONGEST_CURSOR },
    beforeArgOptions: { description: 'Only items before this cursor.', longest: LONGEST_CURSOR },
  },
});

/** Names the role that is missing. */
function forbidden(field: string, role: Role, failure: AuthFailure) {
  return codedError(
    'FORBIDDEN',
    `${field}: needs the role ${findNeeded(failure) ?? 'of somebody else'}; this request has ${role}`,
  );
}

function findNeeded(failure: AuthFailure): string | undefined {
  if (failure.kind === 'AuthScope') return String(failure.parameter);
  if (!('failures' in failure)) return undefined;
  return failure.failures.map(findNeeded).find((needed) => needed !== undefined);
}

/**
 * Tells a node's type by its id. The relay plugin does so too, but a moment too late where an operation asks for one node
 * twice: the second gets what the first loads before it is told.
 */
function brand<Found>(node: Found, id: { readonly typename: string } | null | undefined): Found {
  if (id && typeof node === 'object' && node !== null)
    Object.defineProperty(node, typeBrandKey, { value: id.typename });
  return node;
}

builder.scalarType('DateTime', {
  description: `A moment as RFC 3339 writes it, with a zone: \`2026-03-23T14:23:00.000Z\`. At most ${longestOf('DateTime')} characters.`,
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => value.toISOString(),
  parseValue: parseDateTime,
});
builder.scalarType('LanguageTag', {
  description: `A BCP 47 language tag: \`en\`, \`es-MX\`, \`ar\`. As an argument of a list, \`*\` asks for every language. At most ${longestOf('LanguageTag')} characters.`,
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5646',
  serialize: (value) => value,
  parseValue: parseLanguageTag,
});
builder.scalarType('URL', {
  description:
    'An address: absolute in answers. In inputs, http or https, or where the field says so a path of this gateway; another is an error of that field.',
  specifiedByURL: 'https://url.spec.whatwg.org',
  serialize: (value) => value,
  parseValue: parseUrl,
});

builder.queryType({ description: 'What clients may ask.' });
builder.subscriptionType({
  description: 'What clients may follow: each event once, in order, from wherever they were cut off.',
});
builder.mutationType({
  description: 'What the newsroom writes. Each needs a token with the role that its description names.',
});
