import { type Identity, needs } from '../access/roles.js';
import { listTokens } from '../access/token-store.js';
import { builder } from '../graphql/builder.js';
import { ApiTokenType, RoleEnum } from './type.js';

const ViewerType = builder.objectRef<Identity>('Viewer').implement({
  description: 'The caller: who sends a request, according to its token.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description:
        'The name of the API token, or the name of the account at the identity provider. Without a token, `anonymous`.',
    }),
    role: t.expose('role', { type: RoleEnum, description: 'What they may do.' }),
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
