import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createToken } from '../../src/access/token-store.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';
import { useSockets } from '../support/socket.js';
import { fromNow, useProvider } from './provider.js';

const database = useDatabase();
const provider = useProvider();
const gateway = useGateway(database, provider.settings);
const connect = useSockets(gateway);

const VIEWER = { query: '{ viewer { name role } }' };
const ANONYMOUS = { data: { viewer: { name: 'anonymous', role: 'READER' } } };
const DESK = { data: { viewer: { name: 'A desk', role: 'EDITOR' } } };
const HOUR = 3_600_000;

beforeEach(() => {
  gateway().now = NOW;
  provider.status = 200;
});
afterEach(() => vi.useRealTimers());

async function makeToken(lasts?: number) {
  const expiresAt = lasts === undefined ? null : new Date(NOW.getTime() + lasts);
  const values = { name: 'A desk', role: 'editor', createdAt: NOW, createdBy: 'test', expiresAt } as const;
  return createToken(database().db, values);
}

async function bearer(lasts?: number) {
  return `Bearer ${(await makeToken(lasts)).token}`;
}

describe('the caller of a socket', () => {
  it.each(['authorization', 'Authorization', 'AUTHORIZATION'])('has the token in connectionParams.%s', async (name) => {
    expect(await connect({ params: { [name]: await bearer() } }).ask(VIEWER)).toEqual(DESK);
  });

  it.each(['authorization', 'Authorization'])('has the token in connectionParams.headers.%s', async (name) => {
    const headers = { [name]: await bearer() };
    expect(await connect({ params: { headers } }).ask(VIEWER)).toEqual(DESK);
    expect(
      await connect({ params: { Headers: headers, authorization: null, Authorization: undefined } }).ask(VIEWER),
    ).toEqual(DESK);
  });

  it('has the token in connectionParams.authorization, if connectionParams.headers has another', async () => {
    const params = { authorization: await bearer(), headers: { authorization: 'Bearer nothing' } };
    expect(await connect({ params }).ask(VIEWER)).toEqual(DESK);
  });

  it('has the token in one of two entries that differ only in case, if the other is null', async () => {
    const authorization = await bearer();
    expect(await connect({ params: { authorization, Authorization: null } }).ask(VIEWER)).toEqual(DESK);
    expect(await connect({ params: { authorization: null, Authorization: authorization } }).ask(VIEWER)).toEqual(DESK);
  });

  it('has the token in the header of the upgrade, if the connectionParams have no token', async () => {
    const headers = { authorization: await bearer() };
    expect(await connect({ headers }).ask(VIEWER)).toEqual(DESK);
    expect(await connect({ headers, params: { 'x-client-name': 'ticker' } }).ask(VIEWER)).toEqual(DESK);
  });

  it('is identified by a JWT', async () => {
    const authorization = `Bearer ${await provider.sign({ name: 'Amara', role: 'admin' })}`;
    const result = await connect({ params: { authorization } }).ask(VIEWER);
    expect(result).toEqual({ data: { viewer: { name: 'Amara', role: 'ADMIN' } } });
  });

  it.each([
    undefined,
    {},
    { authorization: null },
    { headers: {} },
    { headers: { 'x-client-name': 'ticker', 'x-csrf-token': 'a' } },
    { authToken: null, token: undefined, isAuthenticated: false },
    { authors: ['Ada Winslow'], 'x-client-name': 'token' },
  ])('is anonymous without a token: %j', async (params) => {
    expect(await connect({ ...(params && { params }) }).ask(VIEWER)).toEqual(ANONYMOUS);
  });

  it('is the same for all operations of one socket, and separate for each socket', async () => {
    const [desk, anybody] = [connect({ params: { authorization: await bearer() } }), connect()];
    const asked = [desk, anybody, desk, anybody].map((socket) => socket.ask(VIEWER));
    expect(await Promise.all(asked)).toEqual([DESK, ANONYMOUS, DESK, ANONYMOUS]);
  });

  it('may send the mutations of its role', async () => {
    const query = `mutation { createTag(input: { name: "Sluices", kind: SUBJECT }) { tag { name } userErrors { code } } }`;
    const result = await connect({ params: { authorization: await bearer() } }).ask({ query });
    expect(result).toEqual({ data: { createTag: { tag: { name: 'Sluices' }, userErrors: [] } } });
  });

  it('may not send the mutations of a higher role', async () => {
    const query = `mutation { createApiToken(input: { name: "more", role: ADMIN }) { token } }`;
    const result = await connect({ params: { authorization: await bearer() } }).ask({ query });
    expect(result).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect((await database().pool.query(`select from api_tokens where name = 'more'`)).rows).toEqual([]);
  });
});

describe('a socket is closed with 4403', () => {
  it.each<[string, () => unknown]>([
    ['an unknown token', () => `Bearer dateline_${'x'.repeat(43)}`],
    ['an expired token', () => bearer(0)],
    ['an empty string', () => ''],
    ['a number', () => 17],
    ['an object', () => ({ toString: 1 })],
    ['a list', async () => [await bearer()]],
    ['a token without a scheme', async () => (await makeToken()).token],
    ['an expired JWT', async () => `Bearer ${await provider.sign({ exp: fromNow(-60) })}`],
  ])('because of %s', async (_what, make) => {
    const { closed } = connect({ params: { authorization: await make() } });
    expect(await closed).toEqual({ code: 4403, reason: expect.stringMatching(/^authorization: /) });
  });

  it.each<[string, (token: string) => Record<string, unknown>]>([
    ['authToken', (authToken) => ({ authToken })],
    ['auth_token', (token) => ({ auth_token: token })],
    ['accessToken', (accessToken) => ({ accessToken })],
    ['token', (token) => ({ token })],
    ['token', () => ({ token: '' })],
    ['bearer', (bearer) => ({ bearer })],
    ['jwt', (jwt) => ({ jwt })],
    ['apiKey', (apiKey) => ({ apiKey })],
    ['x-api-key', (token) => ({ 'x-api-key': token })],
    ['auth', (token) => ({ auth: { token } })],
    ['headers.authToken', (authToken) => ({ headers: { authToken } })],
    ['Headers.x-auth-token', (token) => ({ Headers: { 'x-auth-token': token } })],
    ['context.headers.Authorization', (token) => ({ context: { headers: { Authorization: `Bearer ${token}` } } })],
    ['payload.authorization', (token) => ({ payload: { authorization: `Bearer ${token}` } })],
  ])('because of connectionParams.%s, and the reason says what to send', async (path, write) => {
    const { closed } = connect({ params: write((await makeToken()).token) });
    const reason = `connectionParams.${path} is not read: send authorization: "Bearer TOKEN"`;
    expect(await closed).toEqual({ code: 4403, reason });
  });

  it('because of a bad token in connectionParams.headers', async () => {
    expect((await connect({ params: { headers: { authorization: 'Bearer nothing' } } }).closed).code).toBe(4403);
  });

  it('because of a bad token in the header of the upgrade', async () => {
    expect((await connect({ headers: { authorization: 'Bearer nothing' } }).closed).code).toBe(4403);
  });

  it('when its token expires, and an anonymous socket stays open', async () => {
    const socket = connect({ params: { authorization: await bearer(400) } });
    expect(await socket.ask(VIEWER)).toEqual(DESK);
    const other = connect();
    expect(await socket.closed).toEqual({ code: 4403, reason: 'the token has expired' });
    expect(await other.ask(VIEWER)).toEqual(ANONYMOUS);
  });

  it('when its JWT expires', async () => {
    const socket = connect({ params: { authorization: `Bearer ${await provider.sign({ exp: fromNow(1) })}` } });
    await socket.opened;
    expect((await socket.closed).code).toBe(4403);
  });

  it('at its next operation, if its token was revoked or has expired by the gateway’s clock', async () => {
    const { id, token } = await makeToken();
    const revoked = connect({ params: { authorization: `Bearer ${token}` } });
    expect(await revoked.ask(VIEWER)).toEqual(DESK);
    await database().pool.query('update api_tokens set revoked_at = created_at where id = $1', [id]);
    await expect(revoked.ask(VIEWER)).rejects.toBeDefined();
    expect((await revoked.closed).code).toBe(4403);
    const late = connect({ params: { authorization: await bearer(HOUR) } });
    expect(await late.ask(VIEWER)).toEqual(DESK);
    gateway().now = new Date(NOW.getTime() + HOUR);
    await expect(late.ask(VIEWER)).rejects.toBeDefined();
    expect((await late.closed).code).toBe(4403);
  });
});

describe('a socket', () => {
  it('is closed with 1013 if the provider’s keys can’t be fetched, so that the client tries again later', async () => {
    const token = await provider.sign();
    provider.status = 500;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + HOUR });
    const { closed } = connect({ params: { authorization: `Bearer ${token}` } });
    expect(await closed).toEqual({ code: 1013, reason: expect.stringContaining('try again later') });
  });

  it('stays open if its token lasts longer than the longest timer of Node', async () => {
    const warned: string[] = [];
    const listen = ({ name }: Error) => void warned.push(name);
    process.on('warning', listen);
    const socket = connect({ params: { authorization: await bearer(400 * 24 * HOUR) } });
    await socket.opened;
    await new Promise((done) => setTimeout(done, 200));
    expect(await socket.ask(VIEWER)).toEqual(DESK);
    process.off('warning', listen);
    expect(warned).toEqual([]);
  });

  it('stops its timer when it is closed', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    // Many sockets, because sockets of earlier tests may stop their timers at the same time.
    const lasting = Array.from({ length: 80 }, () => bearer(24 * HOUR));
    const before = timers();
    const sockets = (await Promise.all(lasting)).map((authorization) => connect({ params: { authorization } }));
    await Promise.all(sockets.map(({ opened }) => opened));
    expect(timers()).toBeGreaterThanOrEqual(before + 50);
    await closeAll(sockets);
    await vi.waitFor(() => expect(timers()).toBeLessThan(before + 20));
  });
});

async function closeAll(sockets: readonly ReturnType<typeof connect>[]) {
  await database().pool.query(`update api_tokens set revoked_at = created_at where name = 'A desk'`);
  await Promise.all(sockets.map((socket) => socket.ask(VIEWER).catch(() => {})));
}
