import { type Identity, needs } from '../access/roles.js';
import { listTokens } from '../access/token-store.js';
import { builder } from '../graphql/builder.js';
import { ApiTokenType, RoleEnum } from './type.js';

const ViewerType = builder.objectRef<Identity>('Viewer').implement({
  description: 'Who sends a request, by its token.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: "The token's name, or the account's with the identity provider; `anonymous` without a token.",
    }),
    role: t.expose('role', { type: RoleEnum, description: 'What they may do.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the token expires; null when it does not, or when there is none.',
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
