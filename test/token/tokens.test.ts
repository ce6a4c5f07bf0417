import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const gateway = useGateway(database);

const ERRORS = 'userErrors { code field message }';
const CREATE = `mutation ($input: CreateApiTokenInput!) {
  createApiToken(input: $input) { token apiToken { id name role createdAt createdBy expiresAt revokedAt } ${ERRORS} }
}`;
const REVOKE = `mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { apiToken { name revokedAt } ${ERRORS} } }`;
const LIST = '{ apiTokens { id name role createdAt createdBy expiresAt revokedAt } }';
const VIEWER = '{ viewer { name role expiresAt } }';

interface Created {
  readonly createApiToken: {
    readonly token: string;
    readonly apiToken: { readonly id: string };
    readonly userErrors: object[];
  };
}

beforeEach(() => {
  gateway().now = NOW;
});

const asAdmin = () => gateway().as('admin');
const show = (token: string) => gateway().askWith({ authorization: `Bearer ${token}` });

async function create(input: object) {
  const { data } = await (await asAdmin()).ask<Created>(CREATE, { input });
  return { ...data.createApiToken, id: data.createApiToken.apiToken?.id };
}

describe('createApiToken', () => {
  it('creates a token that is valid at once, and shows the token only this time', async () => {
    const { apiToken, token, userErrors } = await create({ name: ' CMS  bridge ', role: 'PUBLISHER' });
    expect(userErrors).toEqual([]);
    expect(token).toMatch(/^dateline_[\w-]{43}$/);
    expect(apiToken).toMatchObject({
      name: 'CMS bridge',
      role: 'PUBLISHER',
      createdAt: NOW.toISOString(),
      createdBy: 'the admin',
      expiresAt: null,
      revokedAt: null,
    });
    expect((await show(token).ask(VIEWER)).data).toEqual({
      viewer: { name: 'CMS bridge', role: 'PUBLISHER', expiresAt: null },
    });
    const { rows } = await database().pool.query('select * from api_tokens');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify((await (await asAdmin()).ask(LIST)).data)).not.toContain(token);
  });

  it.each([
    ['an empty name', { name: ' ', role: 'EDITOR' }, 'name'],
    ['a name of 201 characters', { name: 'x'.repeat(201), role: 'EDITOR' }, 'name'],
    ['the role READER', { name: 'anybody', role: 'READER' }, 'role'],
    ['an expiry time that has passed', { name: 'late', role: 'EDITOR', expiresAt: NOW.toISOString() }, 'expiresAt'],
  ])('refuses %s, and creates no token', async (_fault, input, field) => {
    const count = async () => (await database().pool.query('select count(*) from api_tokens')).rows;
    await asAdmin();
    const before = await count();
    expect(await create(input)).toMatchObject({
      token: null,
      apiToken: null,
      userErrors: [{ code: 'INVALID', field }],
    });
    expect(await count()).toEqual(before);
  });

  it('accepts a name with 200 characters and with quotes', async () => {
    const name = `'; drop table api_tokens; -- ${'x'.repeat(171)}`;
    expect(await create({ name, role: 'EDITOR' })).toMatchObject({ apiToken: { name }, userErrors: [] });
  });

  it.each(['contributor', 'editor', 'publisher'] as const)('refuses a client with the role %s', async (role) => {
    const { data, errors } = await (await gateway().as(role)).ask(CREATE, { input: { name: 'mine', role: 'ADMIN' } });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(JSON.stringify(data ?? null)).not.toContain('dateline_');
  });
});

describe('a token', () => {
  it('is valid until it expires, to the millisecond, and then gets status 401', async () => {
    const expiresAt = new Date(NOW.getTime() + 60_000);
    const { token } = await create({ name: 'short', role: 'EDITOR', expiresAt });
    expect((await show(token).ask(VIEWER)).data).toMatchObject({ viewer: { expiresAt: expiresAt.toISOString() } });
    gateway().now = new Date(expiresAt.getTime() - 1);
    expect((await show(token).ask(VIEWER)).status).toBe(200);
    gateway().now = expiresAt;
    const { errors, status } = await show(token).ask(VIEWER);
    expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });

  it('gets status 401 once it is revoked, and keeps the time of the first revocation', async () => {
    const { id, token } = await create({ name: 'leaked', role: 'ADMIN' });
    expect((await show(token).ask(VIEWER)).status).toBe(200);
    const { data } = await (await asAdmin()).ask(REVOKE, { id });
    const revokeApiToken = { apiToken: { name: 'leaked', revokedAt: NOW.toISOString() }, userErrors: [] };
    expect(data).toEqual({ revokeApiToken });
    expect((await show(token).ask(VIEWER)).status).toBe(401);
    gateway().now = new Date(NOW.getTime() + 1000);
    expect((await (await asAdmin()).ask(REVOKE, { id })).data).toEqual({ revokeApiToken });
  });

  it('cannot be revoked if it does not exist', async () => {
    const admin = await asAdmin();
    const revoke = async (text: string) => (await admin.ask(REVOKE, { id: btoa(text) })).data;
    const refusal = (code: string) => ({ revokeApiToken: { apiToken: null, userErrors: [{ code, field: 'id' }] } });
    expect(await revoke('ApiToken:999999')).toMatchObject(refusal('NOT_FOUND'));
    expect(await revoke('ApiToken:999999999999999')).toMatchObject(refusal('NOT_FOUND'));
    expect(await revoke('Tag:1')).toMatchObject(refusal('INVALID'));
  });
});

describe('apiTokens', () => {
  it('lists all tokens for admins, the newest first', async () => {
    await create({ name: 'older', role: 'EDITOR' });
    await create({ name: 'newer', role: 'CONTRIBUTOR' });
    const { data } = await (await asAdmin()).ask<{ apiTokens: { name: string }[] }>(LIST);
    expect(data.apiTokens.slice(0, 2).map(({ name }) => name)).toEqual(['newer', 'older']);
    expect(JSON.stringify(data)).not.toMatch(/[0-9a-f]{64}/);
  });

  it.each(['contributor', 'editor', 'publisher'] as const)('refuses a client with the role %s', async (role) => {
    const { data, errors } = await (await gateway().as(role)).ask(LIST);
    expect({ data, code: errors?.[0]?.extensions.code }).toEqual({ data: { apiTokens: null }, code: 'FORBIDDEN' });
  });

  it('refuses an anonymous client, and `node` does not find tokens', async () => {
    expect((await gateway().ask(LIST)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const { id } = await create({ name: 'hidden', role: 'EDITOR' });
    const node = await (await asAdmin()).ask('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect(node.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('viewer', () => {
  it('has the name "anonymous" for an anonymous client', async () => {
    expect((await gateway().ask(VIEWER)).data).toEqual({
      viewer: { name: 'anonymous', role: 'READER', expiresAt: null },
    });
  });
});
