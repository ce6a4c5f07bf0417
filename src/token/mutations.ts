import {
  API_TOKEN,
  type ApiToken,
  createToken,
  findToken,
  LONGEST_TOKEN_NAME,
  revokeToken,
} from '../access/token-store.js';
import { unknownId } from '../writing/changes.js';
import { readId, readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import { type Answer, answerRow } from '../writing/payload.js';
import { invalid } from '../writing/user-faults.js';
import { ApiTokenType, RoleEnum } from './query.js';

/** A new API token. `token` is its text, which is shown only once. */
interface NewToken {
  readonly apiToken: ApiToken;
  readonly token: string | null;
}

const answerNewToken: Answer<NewToken> = {
  fields: (t) => ({
    token: t.string({
      nullable: true,
      description:
        'The token, to send as `Authorization: Bearer …`. It is shown only once and not stored. Null when the same request is repeated with its `idempotencyKey`.',
      resolve: async ({ row }) => (await row())?.token,
    }),
    apiToken: t.field({
      type: ApiTokenType,
      nullable: true,
      description: 'The new token, as in `apiTokens`.',
      resolve: async ({ row }) => (await row())?.apiToken,
    }),
  }),
  load: async (id, { db }): Promise<NewToken | null> => {
    const apiToken = await findToken(db, id);
    return apiToken ? { apiToken, token: null } : null;
  },
};

defineMutation('createApiToken', {
  description: 'Creates an API token.',
  role: 'admin',
  action: 'CREATED',
  input: 'A new API token.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'The name of its owner or its use, not empty: revisions show it.',
      longest: LONGEST_TOKEN_NAME,
    }),
    role: t.field({ type: RoleEnum, required: true, description: 'What it may do: `CONTRIBUTOR` or more.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When the token expires: a time in the future. When absent, the token never expires.',
    }),
  }),
  answer: answerNewToken,
  async run({ expiresAt = null, name, role }, { caller, db, now }) {
    if (role === 'reader') throw invalid('role', 'must be CONTRIBUTOR or more: readers need no token');
    if (expiresAt && expiresAt <= now) throw invalid('expiresAt', 'must be after now');
    const values = { name: readLine('name', name), role, expiresAt, createdAt: now };
    const { token, ...apiToken } = await createToken(db, { ...values, createdBy: caller.identity.actor });
    return { id: apiToken.id, row: { apiToken, token } };
  },
});

const answerToken = answerRow('apiToken', ApiTokenType, (id, { db }) => findToken(db, id));

defineMutation('revokeApiToken', {
  description:
    'Revokes an API token. Requests with the token are refused. The subscriptions and sockets that were opened with it are closed, and the preview links that were created with it end. Revoking a token again changes nothing.',
  role: 'admin',
  action: 'REMOVED',
  input: 'A token to revoke.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Its id, from `apiTokens`.' }) }),
  answer: answerToken('The token, revoked.'),
  async run(input, { db, now }) {
    const revoked = await revokeToken(db, readId('id', input.id, [API_TOKEN]), now);
    if (!revoked) throw unknownId('id', 'token');
    return revoked.id;
  },
});
