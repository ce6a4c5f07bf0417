import {
  API_TOKEN,
  type ApiToken,
  createToken,
  findToken,
  LONGEST_TOKEN_NAME,
  revokeToken,
} from '../access/token-store.js';
import { builder } from '../graphql/builder.js';
import { readId, readLine } from '../writing/fields.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { invalid, notFound } from '../writing/user-faults.js';
import { ApiTokenType, RoleEnum } from './type.js';

const CreateApiTokenInput = builder.inputType('CreateApiTokenInput', {
  description: 'A new API token.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'Whose it is, or what it is for, not empty: revisions name it.',
      longest: LONGEST_TOKEN_NAME,
    }),
    role: t.field({ type: RoleEnum, required: true, description: 'What it may do: `CONTRIBUTOR` or more.' }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'From when on it is refused, after now; it does not expire when absent.',
    }),
  }),
});

const RevokeApiTokenInput = builder.inputType('RevokeApiTokenInput', {
  description: 'A token to revoke.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Its id, from `apiTokens`.' }) }),
});

/** A new token, with what can be read this once. */
interface NewToken {
  readonly apiToken: ApiToken;
  readonly token: string;
}

const CreateApiTokenPayload = payloadType<NewToken>('createApiToken', (t) => ({
  token: t.string({
    nullable: true,
    description: 'What to send as `Authorization: Bearer …`. It is shown this once and nowhere kept.',
    resolve: async ({ row }) => (await row())?.token,
  }),
  apiToken: t.field({
    type: ApiTokenType,
    nullable: true,
    description: 'The new token, as it is listed.',
    resolve: async ({ row }) => (await row())?.apiToken,
  }),
}));

builder.mutationField('createApiToken', (t) =>
  t.field({
    type: CreateApiTokenPayload,
    ...needs('admin', 'Makes an API token.'),
    args: { input: t.arg({ type: CreateApiTokenInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) => {
      let token = '';
      return answerWriting(
        context,
        'CREATED',
        async (writing) => {
          const made = await createApiToken(input, writing);
          token = made.token;
          return made.id;
        },
        async (id) => {
          const apiToken = await findToken(context.db, id);
          return apiToken ? { apiToken, token } : null;
        },
      );
    },
  }),
);

function createApiToken(input: typeof CreateApiTokenInput.$inferInput, { context, db, now }: Writing) {
  const name = readLine('name', input.name);
  const { expiresAt = null, role } = input;
  if (role === 'reader') throw invalid('role', 'must be CONTRIBUTOR or more: readers need no token');
  if (expiresAt && expiresAt <= now) throw invalid('expiresAt', 'must be after now');
  return createToken(db, { name, role, expiresAt, createdAt: now, createdBy: context.caller.identity.actor });
}

const RevokeApiTokenPayload = payloadType<ApiToken>('revokeApiToken', (t) => ({
  apiToken: t.field({
    type: ApiTokenType,
    nullable: true,
    description: 'The token, revoked.',
    resolve: ({ row }) => row(),
  }),
}));

builder.mutationField('revokeApiToken', (t) =>
  t.field({
    type: RevokeApiTokenPayload,
    ...needs(
      'admin',
      'Revokes an API token: it is refused from now on, what was opened with it is closed, and its preview links end. One that is revoked stays as it is.',
    ),
    args: { input: t.arg({ type: RevokeApiTokenInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'REMOVED',
        async ({ db, now }) => {
          const revoked = await revokeToken(db, readId('id', input.id, [API_TOKEN]), now);
          if (!revoked) throw notFound('id', 'there is no such token');
          return revoked.id;
        },
        async (id) => (await findToken(context.db, id)) ?? null,
      ),
  }),
);
