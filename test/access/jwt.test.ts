import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useDatabase } from '../support/database.js';
import { type TestGateway, useGateway } from '../support/gateway.js';
import { AUDIENCE, type Claims, claim, fromNow, ISSUER, useProvider } from './provider.js';

const database = useDatabase();
const provider = useProvider();
const gateway = useGateway(database, provider.settings);
const provider2 = useProvider({ JWT_ROLE_CLAIM: 'realm_access.roles' });
const gateway2 = useGateway(database, provider2.settings);
const withoutProvider = useGateway(database);

const VIEWER = '{ viewer { name role expiresAt } }';

afterEach(() => {
  vi.useRealTimers();
  provider.status = 200;
});

function show(token: string, { askWith }: TestGateway = gateway()) {
  return askWith({ authorization: `Bearer ${token}` }).ask<{ viewer: object }>(VIEWER);
}

async function viewerOf(claims: Claims) {
  return (await show(await provider.sign(claims))).data.viewer;
}

/** Moves `Date` forward, so that the gateway may fetch the provider's keys again. */
function pass(minutes: number) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
}

describe('a JWT of the identity provider', () => {
  it('gives the client a name, a role and an expiry', async () => {
    const { data, errors } = await show(await provider.sign({ name: 'Amara  Diallo', role: 'publisher' }));
    expect(errors).toBeUndefined();
    expect(data.viewer).toEqual({ name: 'Amara Diallo', role: 'PUBLISHER', expiresAt: '2026-03-23T13:00:00.000Z' });
  });

  it.each([
    [{ email: 'amara@news.example' }, 'amara@news.example'],
    [{ name: '', email: 17 }, 'u-17'],
    [{ name: 'x'.repeat(500) }, 'x'.repeat(200)],
  ])('gives the client a name from the claims %j', async (claims, name) => {
    expect(await viewerOf(claims)).toMatchObject({ name });
  });

  it.each([
    ['editor', 'EDITOR'],
    [['offline_access', 'contributor', 'editor', 'uma'], 'EDITOR'],
    [['admin', 'contributor'], 'ADMIN'],
    ['EDITOR', 'READER'],
    ['owner', 'READER'],
    [[], 'READER'],
    [{ admin: true }, 'READER'],
    [[['admin']], 'READER'],
    [undefined, 'READER'],
  ])('with the role claim %j gives the role %s', async (role, expected) => {
    expect(await viewerOf({ role })).toMatchObject({ role: expected });
  });

  it('allows the mutations of its role, and refuses other mutations', async () => {
    const create = `mutation ($name: String!) { createTag(input: { name: $name, kind: SUBJECT }) { tag { name } } }`;
    const ask = async (role: string, name: string) =>
      gateway()
        .askWith({ authorization: `Bearer ${await provider.sign({ role })}` })
        .ask(create, { name });
    expect((await ask('editor', 'Tides')).data).toEqual({ createTag: { tag: { name: 'Tides' } } });
    expect((await ask('contributor', 'Locks')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it.each([
    [{ realm_access: { roles: ['editor'] } }, 'EDITOR'],
    [{ 'realm_access.roles': 'publisher' }, 'PUBLISHER'],
    [{ realm_access: 'editor', role: 'admin' }, 'READER'],
    [{ realm_access: null }, 'READER'],
  ])('has its role in the claim of the setting JWT_ROLE_CLAIM, by name or by path: %j', async (claims, role) => {
    const { data } = await show(await provider2.sign(claims), gateway2());
    expect(data.viewer).toMatchObject({ role });
  });
});

describe('an invalid JWT gets 401, not an anonymous answer:', () => {
  const good = () => provider.sign({ role: 'admin' });
  const foreign = async (header = { alg: 'ES256', kid: 'key-1' }) =>
    new SignJWT(claim({ role: 'admin' })).setProtectedHeader(header).sign((await generateKeyPair('ES256')).privateKey);

  it.each<[string, () => Promise<string>]>([
    ['it has expired', () => provider.sign({ exp: fromNow(-6) })],
    ['it has no expiry', () => provider.sign({ exp: undefined })],
    ['it is not valid yet', () => provider.sign({ nbf: fromNow(60) })],
    ['it has a wrong audience', () => provider.sign({ aud: 'another' })],
    ['it has no audience', () => provider.sign({ aud: undefined })],
    ['it has a wrong issuer', () => provider.sign({ iss: `${ISSUER}/` })],
    ['it has no subject', () => provider.sign({ sub: undefined })],
    ['it is signed with a wrong key', () => foreign()],
    ['its key id is unknown', () => foreign({ alg: 'ES256', kid: 'key-none' })],
    ['it is not signed', async () => new UnsecuredJWT(claim({ role: 'admin' })).encode()],
    [
      'it is signed with a shared secret',
      () => new SignJWT(claim()).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(Buffer.alloc(32, 7)),
    ],
    [
      'its claims were changed',
      async () => (await good()).replace(/\.[^.]+\./, `.${Buffer.from('{"role":"admin"}').toString('base64url')}.`),
    ],
    ['it is cut off', async () => (await good()).slice(0, -10)],
    ['it is not a JWT', async () => 'abc.def'],
  ])('%s', async (_fault, make) => {
    const { data, errors, headers, status } = await show(await make());
    expect({ status, data, code: errors?.[0]?.extensions.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    expect(headers.get('www-authenticate')).toContain('Bearer');
  });

  it('but a JWT that expired a few seconds ago is accepted, because clocks differ', async () => {
    expect(await viewerOf({ exp: fromNow(-3) })).toMatchObject({ name: 'u-17' });
  });

  it('the gateway’s clock decides whether it has expired', async () => {
    const token = await provider.sign();
    const before = gateway().now;
    gateway().now = new Date(fromNow(3606) * 1000);
    const late = await show(token);
    gateway().now = before;
    expect([late.status, (await show(token)).status]).toEqual([401, 200]);
  });

  it('the gateway has no identity provider', async () => {
    const { errors, status } = await show(await good(), withoutProvider());
    expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });
});

describe('the provider’s keys', () => {
  it('are fetched once for many requests', async () => {
    await show(await provider.sign());
    const before = provider.fetches;
    await Promise.all(Array.from({ length: 10 }, async () => show(await provider.sign())));
    expect(provider.fetches).toBe(before);
  });

  it('are fetched again after a rotation, and a JWT with the old key is refused', async () => {
    const old = await provider.sign();
    expect((await show(old)).status).toBe(200);
    await provider.rotate();
    pass(1);
    expect((await show(await provider.sign({ name: 'Rotated' }))).data.viewer).toMatchObject({ name: 'Rotated' });
    expect((await show(old)).status).toBe(401);
  });

  it('are fetched only once for several JWTs with unknown keys', async () => {
    await show(await provider.sign());
    pass(2);
    const before = provider.fetches;
    for (let count = 0; count < 5; count += 1) await show(await provider.sign({}, { kid: `none-${count}` }));
    expect(provider.fetches - before).toBe(1);
  });

  it('are needed to check a JWT: until the keys are fetched, the JWT gets 503 with UNAVAILABLE', async () => {
    const token = await provider.sign({ name: 'Patient' });
    provider.status = 500;
    pass(60);
    const { data, errors, headers, status } = await show(token);
    expect({ status, data, code: errors?.[0]?.extensions.code }).toEqual({ status: 503, code: 'UNAVAILABLE' });
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    expect(gateway().log.some((line) => line.includes('JWKS_URI'))).toBe(true);
    provider.status = 200;
    expect((await show(token)).data.viewer).toMatchObject({ name: 'Patient' });
  });

  it('are not needed for API tokens and anonymous clients', async () => {
    provider.status = 500;
    pass(120);
    expect((await gateway().ask(VIEWER)).data).toMatchObject({ viewer: { role: 'READER' } });
    expect((await (await gateway().as('editor')).ask(VIEWER)).data).toMatchObject({ viewer: { role: 'EDITOR' } });
  });
});

describe('a provider that can’t be reached', () => {
  const settings: Record<string, string> = {
    JWT_ISSUER: ISSUER,
    JWT_AUDIENCE: AUDIENCE,
    JWKS_URI: 'http://127.0.0.1:1/',
  };
  const alone = useGateway(database, settings);

  it('causes 503 with UNAVAILABLE', async () => {
    const { errors, status } = await show(await provider.sign(), alone());
    expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 503, code: 'UNAVAILABLE' });
  });
});

describe('an account of the identity provider', () => {
  const REVISION = `mutation ($headline: String!) { createArticle(input: { headline: $headline }) {
    article { revisions(first: 1) { nodes { changedBy } } } } }`;
  interface Created {
    readonly createArticle: { article: { revisions: { nodes: { changedBy: string }[] } } };
  }

  async function writeAs(claims: Claims) {
    const token = await provider.sign({ role: 'editor', ...claims });
    const { data } = await gateway()
      .askWith({ authorization: `Bearer ${token}` })
      .ask<Created>(REVISION, { headline: `By ${JSON.stringify(claims)}` });
    return data.createArticle.article.revisions.nodes[0]?.changedBy;
  }

  it('is shown in revisions with its name, issuer and subject', async () => {
    expect(await writeAs({ name: 'Amara Diallo' })).toBe('Amara Diallo (https://id.example u-17)');
    expect(await writeAs({ name: 'Amara Diallo', sub: 'u-18' })).toBe('Amara Diallo (https://id.example u-18)');
    expect(await writeAs({ sub: 'u-19' })).toBe('u-19 (https://id.example u-19)');
  });

  it.each([
    [
      'the subject of another account',
      'Amara (https://id.example u-17)',
      'Amara [https://id.example u-17] (https://id.example u-66)',
    ],
    ['an open bracket', 'Amara (https://id.example u-17', 'Amara [https://id.example u-17 (https://id.example u-66)'],
    ['the name of the importer', 'import', 'import (https://id.example u-66)'],
    ['the name of a token', 'CMS bridge', 'CMS bridge (https://id.example u-66)'],
    ['a direction mark and a NUL character', 'a\u202emarA\u0000', 'amarA (https://id.example u-66)'],
  ])('is recognisable even if its name contains %s', async (_what, name, actor) => {
    expect(await writeAs({ name, sub: 'u-66' })).toBe(actor);
  });

  it('is shown in the same way as the creator of a token', async () => {
    const token = await provider.sign({ role: 'admin', name: 'Amara Diallo' });
    const { data } = await gateway()
      .askWith({ authorization: `Bearer ${token}` })
      .ask('mutation { createApiToken(input: { name: "Bridge", role: EDITOR }) { apiToken { createdBy } } }');
    expect(data).toEqual({ createApiToken: { apiToken: { createdBy: 'Amara Diallo (https://id.example u-17)' } } });
  });
});
