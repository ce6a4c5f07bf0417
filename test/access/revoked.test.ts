import { once } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createToken } from '../../src/access/token-store.js';
import { useDatabase } from '../support/database.js';
import { type TestGateway, useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';
import { useSockets } from '../support/socket.js';

const database = useDatabase();
const maker = useMaker(database);
const gateways = [useGateway(database), useGateway(database)] as const;
const connects = gateways.map((gateway) => useSockets(gateway));
const [gateway] = gateways;

const VIEWER = { query: '{ viewer { name role } }' };
const TICKER = 'subscription ($after: String) { breakingNews(after: $after) { cursor change } }';
const REVOKED = { code: 4403, reason: 'the token was revoked' };
beforeEach(async () => {
  const line = { sourceId: 'one', text: 'One', language: 'en', publishedAt: hoursAgo(1) };
  await maker().record({ record: 'breaking', ...line, expiresAt: new Date('2099-01-01T00:00:00Z') });
});

const makeToken = (role: 'contributor' | 'editor' = 'editor') =>
  createToken(database().db, { name: 'A desk', role, createdAt: NOW, createdBy: 'test' });

const sql = (text: string, values: unknown[]) => database().pool.query(text, values);

/** Opens an event stream. When the stream ends, `ended` resolves to the whole text of the stream. */
async function openStream({ address }: TestGateway, headers: Record<string, string>, query = TICKER) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ended: response.text() };
}

describe('a socket or stream that was opened with a token is closed in every gateway', () => {
  it.each<[string, (id: number) => Promise<unknown>]>([
    [
      'when a mutation revokes the token',
      async (id) =>
        (await gateway().as('admin')).ask(
          'mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { userErrors { message } } }',
          { id: Buffer.from(`ApiToken:${id}`).toString('base64') },
        ),
    ],
    ['when SQL revokes the token', (id) => sql('update api_tokens set revoked_at = now() where id = $1', [id])],
    ['when the token’s row is deleted', (id) => sql('delete from api_tokens where id = $1', [id])],
  ])('%s', async (_how, revoke) => {
    const { id, token } = await makeToken();
    const authorization = `Bearer ${token}`;
    const idle = connects.map((connect) => connect({ params: { authorization } }));
    const following = connects.map((connect) => connect({ headers: { authorization } }));
    const others = connects.map((connect) => connect());
    await Promise.all([...idle, ...following, ...others].map(({ opened }) => opened));
    for (const socket of following) socket.ask({ query: TICKER }).catch(() => {});
    const streams = await Promise.all(gateways.map((each) => openStream(each(), { authorization })));
    await revoke(id);
    const closed = await Promise.all([...idle, ...following].map((socket) => socket.closed));
    expect(closed).toEqual([REVOKED, REVOKED, REVOKED, REVOKED]);
    for (const { ended } of streams) expect(await ended).not.toContain('event:');
    expect((await openStream(gateway(), { authorization })).status).toBe(401);
    for (const socket of others)
      expect(await socket.ask(VIEWER)).toMatchObject({ data: { viewer: { role: 'READER' } } });
  });

  it('when the token’s role is changed, and a new socket has the new role', async () => {
    const { id, token } = await makeToken();
    const params = { authorization: `Bearer ${token}` };
    const sockets = connects.map((connect) => connect({ params }));
    await Promise.all(sockets.map(({ opened }) => opened));
    await sql(`update api_tokens set role = 'contributor' where id = $1`, [id]);
    for (const { closed } of sockets) expect(await closed).toMatchObject({ code: 4403 });
    expect(await connects[0]?.({ params }).ask(VIEWER)).toMatchObject({ data: { viewer: { role: 'CONTRIBUTOR' } } });
  });

  it('but not when the token’s name is changed, or when another token is revoked', async () => {
    const { id, token } = await makeToken();
    const socket = connects[0]?.({ params: { authorization: `Bearer ${token}` } });
    await socket?.opened;
    await sql(`update api_tokens set name = 'Another desk', role = role where id = $1`, [id]);
    await sql('update api_tokens set revoked_at = now() where id = $1', [(await makeToken()).id]);
    await new Promise((done) => setTimeout(done, 2000));
    expect(await socket?.ask(VIEWER)).toMatchObject({ data: { viewer: { name: 'Another desk' } } });
  });

  it('also while a subscription sends past events', async () => {
    const { id, token } = await makeToken();
    const { data } = await gateway().ask<{ liveCursor: string }>('{ liveCursor }');
    for (let time = 0; time < 400; time += 1) await sql('update breaking_items set version = version + 1', []);
    const socket = new WebSocket(`${gateway().address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const payload = { query: TICKER, variables: { after: data.liveCursor } };
    let told = 0;
    socket.on('message', (frame) => {
      const { type } = JSON.parse(String(frame));
      if (type === 'connection_ack') socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
      if (type === 'next') told += 1;
      if (told === 3) void sql('update api_tokens set revoked_at = now() where id = $1', [id]);
    });
    const closed = once(socket, 'close');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    const [code, reason] = await closed;
    expect({ code, reason: String(reason) }).toEqual(REVOKED);
    expect(told).toBeLessThan(400);
  });

  it('without any query for tokens, even if many sockets are open', async () => {
    const { id, token } = await makeToken();
    const sockets = Array.from({ length: 40 }, (_, index) =>
      connects[index % 2]?.({ params: { authorization: `Bearer ${token}` } }),
    );
    await Promise.all(sockets.map((socket) => socket?.opened));
    database().statements.length = 0;
    await sql('update api_tokens set revoked_at = now() where id = $1', [id]);
    for (const socket of sockets) expect(await socket?.closed).toEqual(REVOKED);
    expect(database().statements.filter(({ sql: text }) => text.includes('api_tokens'))).toEqual([]);
  });
});

describe('a preview link', () => {
  const hoursOn = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
  const PREVIEWED = 'query ($id: ID!) { node(id: $id) { ... on Article { headline } } }';

  /** Creates a draft and a preview link. `show` reads the draft with the link, and returns the HTTP status. */
  async function makeLink(role: 'contributor' | 'editor' = 'editor') {
    gateway().now = NOW;
    const { id: tokenId, token } = await makeToken(role);
    const maker = gateway().askWith({ authorization: `Bearer ${token}` });
    const { article } = (
      await maker.ask<{ createArticle: { article: { id: string } } }>(
        'mutation { createArticle(input: { headline: "For one" }) { article { id } } }',
      )
    ).data.createArticle;
    const { data } = await maker.ask<{ createPreviewLink: { url: string; previewLink: { id: string } } }>(
      `mutation ($id: ID!, $expiresAt: DateTime!) { createPreviewLink(input: { id: $id, expiresAt: $expiresAt }) {
        url previewLink { id createdBy revokedAt } } }`,
      { id: article.id, expiresAt: hoursOn(1) },
    );
    const { previewLink, url } = data.createPreviewLink;
    const preview = new URL(url).searchParams.get('preview') ?? '';
    const show = async () =>
      (await gateway().askWith({ 'dateline-preview': preview }).ask(PREVIEWED, { id: article.id })).status;
    return { tokenId, maker, link: previewLink, url, preview, show };
  }

  const REVOKE = `mutation ($input: RevokePreviewLinkInput!) { revokePreviewLink(input: $input) {
    previewLink { id revokedAt } userErrors { code field } } }`;
  type Revoked = { revokePreviewLink: { previewLink: { revokedAt: string } | null; userErrors: object[] } };

  it.each<[string, (made: Awaited<ReturnType<typeof makeLink>>) => Promise<unknown>]>([
    ['by its id', ({ link, maker }) => maker.ask(REVOKE, { input: { id: link.id } })],
    ['by its address', ({ maker, url }) => maker.ask(REVOKE, { input: { url } })],
    [
      'by revoking its creator’s token',
      ({ tokenId }) => sql('update api_tokens set revoked_at = now() where id = $1', [tokenId]),
    ],
    ['by deleting its creator’s token', ({ tokenId }) => sql('delete from api_tokens where id = $1', [tokenId])],
  ])(
    'that is revoked %s shows nothing, and the sockets and streams that use the link are closed',
    async (_how, revoke) => {
      const made = await makeLink();
      const { preview, show } = made;
      expect(await show()).toBe(200);
      const sockets = connects.map((connect) => connect({ params: { 'dateline-preview': preview } }));
      await Promise.all(sockets.map(({ opened }) => opened));
      const { ended } = await openStream(gateway(), { 'dateline-preview': preview });
      await revoke(made);
      for (const { closed } of sockets)
        expect(await closed).toEqual({ code: 4403, reason: 'the preview link was revoked' });
      expect(await ended).not.toContain('event:');
      expect(await show()).toBe(401);
    },
  );

  it('keeps the time of its first revocation, and an unknown or invalid link can’t be revoked', async () => {
    const { link, maker } = await makeLink();
    const first = await maker.ask<Revoked>(REVOKE, { input: { id: link.id } });
    gateway().now = hoursOn(0.5);
    expect((await maker.ask<Revoked>(REVOKE, { input: { id: link.id } })).data).toEqual(first.data);
    const id = Buffer.from('PreviewLink:999999').toString('base64');
    const unknown = await maker.ask<Revoked>(REVOKE, { input: { id } });
    expect(unknown.data.revokePreviewLink.userErrors).toEqual([{ code: 'NOT_FOUND', field: 'id' }]);
    const bad = await maker.ask<Revoked>(REVOKE, { input: { url: 'https://news.example/news/one?preview=a.b.c' } });
    expect(bad.data.revokePreviewLink.userErrors).toEqual([{ code: 'INVALID', field: 'url' }]);
  });

  it('may be revoked by an editor, but not by a contributor who did not create the link', async () => {
    const { link, show } = await makeLink('contributor');
    const other = await (await gateway().as('contributor')).ask(REVOKE, { input: { id: link.id } });
    expect(other.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(await show()).toBe(200);
    await (await gateway().as('editor')).ask(REVOKE, { input: { id: link.id } });
    expect(await show()).toBe(401);
  });

  it('still works after the role of the token that created the link is changed', async () => {
    const { preview, show, tokenId } = await makeLink();
    const socket = connects[0]?.({ params: { 'dateline-preview': preview } });
    await socket?.opened;
    await sql(`update api_tokens set role = 'publisher' where id = $1`, [tokenId]);
    await new Promise((done) => setTimeout(done, 1000));
    expect(await socket?.ask({ query: '{ __typename }' })).toEqual({ data: { __typename: 'Query' } });
    expect(await show()).toBe(200);
  });
});
