import { type Identity, needs, type Role } from '../access/roles.js';
import { API_TOKEN, type ApiToken, listTokens } from '../access/token-store.js';
import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';

export const RoleEnum = builder.enumType('Role', {
  description: 'The permissions of a caller. Each role includes the permissions of the roles before it.',
  values: {
    READER: { value: 'reader', description: 'Reads what is public. Everybody has this role, even without a token.' },
    CONTRIBUTOR: { value: 'contributor', description: 'Writes drafts of their own.' },
    EDITOR: { value: 'editor', description: 'Writes any draft, corrects what is public.' },
    PUBLISHER: { value: 'publisher', description: 'Publishes, schedules, withdraws, and sends breaking news.' },
    ADMIN: { value: 'admin', description: 'Creates and revokes tokens, and sets up the site.' },
  } satisfies Record<string, { value: Role; description: string }>,
});

export const ApiTokenType = builder.objectRef<ApiToken>(API_TOKEN).implement({
  description:
    'A token that a program or a person sends with requests. Its text is shown only once, when the token is created.',
  fields: (t) => ({
    id: t.id({
      description: 'Its id, for `revokeApiToken`. The field `node` does not return tokens, because they are not nodes.',
      resolve: ({ id }) => encodeGlobalId(API_TOKEN, id),
    }),
    name: t.exposeString('name', { description: 'The name of its owner or its use, which revisions show.' }),
    role: t.expose('role', { type: RoleEnum, description: 'What it may do.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    createdBy: t.exposeString('createdBy', {
      description: 'Who created it: a name as in `changedBy` of revisions, or `command line`.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it expires; null when it does not.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null when it was not.',
    }),
  }),
});

const ViewerType = builder.objectRef<Identity>('Viewer').implement({
  description: 'The caller: who sends a request, according to its token.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description:
        'The name of the API token, or the name of the account at the identity provider. Without a token, `anonymous`.',
    }),
    role: t.expose('role', { type: RoleEnum, description: 'What the caller may do.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the token expires. Null for a token that never expires, and for a request without a token.',
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    description: 'Who sends the request: the name and the role of its token.',
    resolve: (_root, _args, { caller }) => caller.identity,
  }),
);

builder.queryField('apiTokens', (t) =>
  t.field({
    type: [ApiTokenType],
    ...needs('admin', 'All API tokens of this gateway, the newest first. Expired and revoked tokens are included.'),
    resolve: (_root, _args, { db }) => listTokens(db),
  }),
);
