import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin, { type AuthFailure } from '@pothos/plugin-scope-auth';
import { hasRole, type Role } from '../access/roles.js';
import { codedError } from '../errors.js';
import './bounds-plugin.js';
import type { Context } from '../schema/context.js';
import { LONGEST_CURSOR, longestOf } from './bounds.js';
import { encodeGlobalId } from './global-id.js';
import './nullable-plugin.js';
import { parseDateTime, parseLanguageTag, parseUrl } from './scalars.js';

/** Builds the whole schema. This file defines scalars and conventions; the domains define types. */
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
  plugins: [ScopeAuthPlugin, RelayPlugin, 'bounds', 'nullable'],
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ caller }) => ({ role: (needed) => hasRole(caller.identity, needed) }),
    unauthorizedError: (_parent, { caller }, info, { failure }) =>
      forbidden(info.fieldName, caller.identity.role, failure),
  },
  defaultFieldNullability: false,
  relay: {
    nodeTypeOptions: { description: 'An object with a global id. `node` finds it by that id.' },
    idFieldOptions: { description: 'The global id. It is opaque and never changes.' },
    // `node-fields.ts` defines these two fields.
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    encodeGlobalID: encodeGlobalId,
    pageInfoTypeOptions: { description: 'The position of a page within its whole list.' },
    hasNextPageFieldOptions: { description: 'Whether there are items after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there are items before this page.' },
    startCursorFieldOptions: { description: 'The cursor of the first item; null when the page is empty.' },
    endCursorFieldOptions: { description: 'The cursor of the last item; null when the page is empty.' },
    cursorFieldOptions: { description: 'The opaque position of this item in the list, for `after` and `before`.' },
    nodeFieldOptions: { description: 'The item.', nullable: false },
    edgesFieldOptions: { description: 'The items, each with its cursor.', nullable: { list: false, items: false } },
    nodesOnConnection: { description: 'The items without cursors.' },
    pageInfoFieldOptions: { description: 'The position of this page within the whole list.' },
    firstArgOptions: {
      description: 'The number of items from the start, 1 to 100; 20 when neither `first` nor `last` is given.',
    },
    lastArgOptions: { description: 'The number of items from the end, 1 to 100.' },
    afterArgOptions: { description: 'Only items after this cursor.', longest: LONGEST_CURSOR },
    beforeArgOptions: { description: 'Only items before this cursor.', longest: LONGEST_CURSOR },
  },
});

/** Lists the types that the GraphQL field `node(id:)` can return: the types declared with `builder.node`. */
export function listNodeTypes(): string[] {
  const configs = [...builder.configStore.typeConfigs.values()];
  return configs.flatMap(({ name, pothosOptions }) => ('loadMany' in pothosOptions ? [name] : []));
}

function forbidden(field: string, role: Role, failure: AuthFailure) {
  const needed = findNeeded(failure) ?? 'that this field requires';
  return codedError('FORBIDDEN', `${field}: needs the role ${needed}; this request has ${role}`);
}

function findNeeded(failure: AuthFailure): string | undefined {
  if (failure.kind === 'AuthScope') return String(failure.parameter);
  if (!('failures' in failure)) return undefined;
  return failure.failures.map(findNeeded).find((needed) => needed !== undefined);
}

builder.scalarType('DateTime', {
  description: `A moment in the form of RFC 3339, with a zone: \`2026-03-23T14:23:00.000Z\`. At most ${longestOf('DateTime')} characters.`,
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
    'An address. In answers it is absolute. In inputs it is an http or https address, or a path of this gateway if the field allows it. Any other address is an error that names the field.',
  specifiedByURL: 'https://url.spec.whatwg.org',
  serialize: (value) => value,
  parseValue: parseUrl,
});

builder.queryType({
  description: 'The queries of clients. A field that fails is null, and the other fields are answered.',
});
builder.subscriptionType({
  description:
    'The subscriptions of clients. Each event arrives once and in order. After a lost connection, a subscriber can resume at its cursor.',
});
builder.mutationType({
  description:
    'The mutations of the newsroom. Each needs a token with the role that its description names. A mutation that is refused is null, and the other mutations of the operation keep their answers.',
});
