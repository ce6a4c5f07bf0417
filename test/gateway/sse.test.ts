import { afterEach, describe, expect, it, vi } from 'vitest';
import { createToken } from '../../src/access/token-store.js';
import { askLiveCursor, publishLine } from '../live/ticker.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';
import { writeAs } from '../support/write.js';
import { type Stream, useStreams } from './event-source.js';

const database = useDatabase();
const gateway = useGateway(database, { MAX_BODY_BYTES: '5000' });
const open = useStreams(gateway);
afterEach(() => vi.useRealTimers());

const TICKER = `subscription ($after: String, $filter: BreakingFilter) {
  breakingNews(after: $after, filter: $filter) { cursor change item { text } } }`;
const SITE = '{ site { language } }';
const NAMED = { event: 'next', id: '', data: { data: { site: { language: 'en' } } } };
const COMPLETE = { event: 'complete', id: '', data: null };
const SOON = { timeout: 5000, interval: 20 };

/** Returns the texts of the items in a stream of the ticker. */
const textsOf = (stream: Stream) =>
  stream.events().map(({ data }) => {
    const { breakingNews } = Object(data).data ?? {};
    return breakingNews?.item?.text ?? breakingNews?.change ?? data;
  });
const codesOf = (text: string) => [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code);
const began = (stream: Stream) => expect.poll(stream.lastId, SOON).not.toBe('');

describe('a subscription with Accept: text/event-stream', () => {
  it.each(['POST', 'GET'])('sends each event with its cursor as id: %s', async (method) => {
    const stream = await open({ query: TICKER }, {}, method);
    await began(stream);
    const cursors = [await publishLine(gateway(), 'One'), await publishLine(gateway(), 'Two')];
    await expect.poll(() => textsOf(stream), SOON).toEqual(['One', 'Two']);
    expect(stream.events().map(({ event, id }) => [event, id])).toEqual(cursors.map((cursor) => ['next', cursor]));
    expect(stream.events()[0]?.data).toEqual({
      data: { breakingNews: { cursor: cursors[0], change: 'PUBLISHED', item: { text: 'One' } } },
    });
  });

  it('has headers that keep proxies from buffering, changing or caching it', async () => {
    const { headers, status } = await open({ query: TICKER });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      vary: 'Accept, Authorization, Dateline-Preview, Dateline-As-Of',
    });
    const { authorization } = await tokenOf('A desk');
    expect((await open({ query: TICKER }, { authorization })).headers['cache-control']).toContain('private, no-store');
  });

  it('resumes after Last-Event-ID, and sends each event once and in order, while more events are published', async () => {
    const first = await open({ query: TICKER });
    await began(first);
    await publishLine(gateway(), 'Before');
    await expect.poll(() => textsOf(first), SOON).toEqual(['Before']);
    first.leave();
    for (let line = 0; line < 10; line += 1) await publishLine(gateway(), `Missed ${line}`);
    const [again] = await Promise.all([
      open(
        { query: TICKER, variables: { after: await askLiveCursor(gateway()) } },
        { 'last-event-id': first.lastId() },
      ),
      ...[0, 1, 2].map((line) => publishLine(gateway(), `Meanwhile ${line}`)),
    ]);
    await publishLine(gateway(), 'After');
    await expect.poll(() => textsOf(again).length, SOON).toBe(14);
    const texts = textsOf(again);
    expect(texts.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, line) => `Missed ${line}`));
    expect(new Set(texts).size).toBe(14);
    expect(texts.at(-1)).toBe('After');
  });

  it('resumes after its argument `after` if there is no Last-Event-ID', async () => {
    const after = await askLiveCursor(gateway());
    await publishLine(gateway(), 'Later');
    const stream = await open({ query: TICKER, variables: { after } });
    await expect.poll(() => textsOf(stream), SOON).toEqual(['Later']);
  });

  it('misses no event if it is cut before its first event', async () => {
    const first = await open({ query: TICKER });
    await began(first);
    first.leave();
    await publishLine(gateway(), 'While away');
    const again = await open({ query: TICKER }, { 'last-event-id': first.lastId() });
    await expect.poll(() => textsOf(again), SOON).toEqual(['While away']);
  });

  it('sends only events that match its filter, missed or live', async () => {
    const after = await askLiveCursor(gateway());
    const publish = (text: string, urgency: number) =>
      writeAs(gateway(), 'publisher', 'publishBreakingItem', 'item { id }', { text, urgency });
    await publish('Missed, urgent', 1);
    await publish('Missed, not urgent', 5);
    const stream = await open({ query: TICKER, variables: { after, filter: { maxUrgency: 2 } } });
    await expect.poll(() => textsOf(stream), SOON).toEqual(['Missed, urgent']);
    await publish('Live, not urgent', 5);
    await publish('Live, urgent', 2);
    await expect.poll(() => textsOf(stream), SOON).toEqual(['Missed, urgent', 'Live, urgent']);
  });

  it('sends a comment immediately and then every 12 seconds, to stay open', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const stream = await open({ query: TICKER });
    await began(stream);
    expect(stream.text().startsWith(':\n\n')).toBe(true);
    const before = stream.text();
    vi.advanceTimersByTime(11_000);
    await publishLine(gateway(), 'Eleven');
    await expect.poll(() => textsOf(stream), SOON).toEqual(['Eleven']);
    vi.advanceTimersByTime(1000);
    await expect.poll(() => stream.text().endsWith('}\n\n:\n\n'), SOON).toBe(true);
    expect(stream.text().startsWith(before)).toBe(true);
  });

  it('ends without a `complete` when its token expires, and the token is then refused', async () => {
    const { authorization } = await tokenOf('A short one', 500);
    const stream = await open({ query: TICKER }, { authorization });
    await began(stream);
    expect(await stream.ended).toBe('whole');
    expect(stream.text()).not.toContain('complete');
    gateway().now = new Date(NOW.getTime() + 600);
    const again = await open({ query: TICKER }, { authorization });
    gateway().now = NOW;
    expect(again.status).toBe(401);
  });

  it('is no longer executed after its client has left', async () => {
    const reads = () => database().statements.filter(({ sql }) => /from "breaking_items"/.test(sql)).length;
    const insertLine = async (text: string) => {
      await database().pool.query(
        `insert into breaking_items (language, text, published_at, updated_at, expires_at)
          values ('en', $1, '2026-01-01', '2026-01-01', '2100-01-01')`,
        [text],
      );
    };
    const streams = [await open({ query: TICKER }), await open({ query: TICKER })];
    const after = await askLiveCursor(gateway());
    for (const stream of streams) await began(stream);
    database().statements.length = 0;
    await insertLine('For two');
    for (const stream of streams) await expect.poll(() => textsOf(stream), SOON).toEqual(['For two']);
    expect(reads()).toBe(1);
    for (const stream of streams) stream.leave();
    await new Promise((done) => setTimeout(done, 500));
    database().statements.length = 0;
    await insertLine('For nobody');
    // When another subscriber has the event, the gateway has handled it.
    const other = await open({ query: TICKER.replace('change', 'occurredAt change'), variables: { after } });
    await expect.poll(() => textsOf(other), SOON).toEqual(['For two', 'For nobody']);
    expect(reads()).toBe(2);
  });
});

async function tokenOf(name: string, lasts?: number) {
  const expiresAt = lasts === undefined ? null : new Date(NOW.getTime() + lasts);
  const { token } = await createToken(database().db, {
    ...{ name, role: 'editor', createdAt: NOW, createdBy: 'test', expiresAt },
  });
  return { authorization: `Bearer ${token}` };
}

describe('an operation with one result and Accept: text/event-stream', () => {
  it.each(['POST', 'GET'])('gets `next` and then `complete`: a query by %s', async (method) => {
    const stream = await open({ query: SITE }, {}, method);
    expect(await stream.ended).toBe('whole');
    expect([stream.status, stream.events()]).toEqual([200, [NAMED, COMPLETE]]);
  });

  it('gets `next` and then `complete` if it is a mutation by POST, but a mutation by GET is refused', async () => {
    const query = 'mutation { createTag(input: { name: "Sluices", kind: SUBJECT }) { tag { name } } }';
    const { authorization } = await tokenOf('A tagger');
    const stream = await open({ query }, { authorization });
    await stream.ended;
    expect(stream.events().map(({ data }) => data)).toEqual([
      { data: { createTag: { tag: { name: 'Sluices' } } } },
      null,
    ]);
    const got = await open({ query }, { authorization }, 'GET');
    await got.ended;
    expect([got.status, got.headers.allow, codesOf(got.text())]).toEqual([405, 'POST', ['BAD_USER_INPUT']]);
  });

  it('gets JSON if the client also accepts JSON, but a subscription gets an event stream', async () => {
    const accept = 'application/json, text/event-stream;q=0.5';
    const query = await open({ query: SITE }, { accept });
    await query.ended;
    expect(JSON.parse(query.text())).toEqual({ data: { site: { language: 'en' } } });
    const wrong = await open({ query: TICKER, variables: { after: 'nonsense' } }, { accept });
    await wrong.ended;
    expect([wrong.status, codesOf(wrong.text())]).toEqual([400, ['INVALID_CURSOR']]);
    expect((await open({ query: TICKER }, { accept })).headers['content-type']).toContain('text/event-stream');
  });
});

const nested = (levels: number): string =>
  levels === 0 ? 'id' : `relatedNews(first: 50) { article { ${nested(levels - 1)} } }`;

describe('an error of an operation over server-sent events', () => {
  it.each([
    ['a syntax error', { query: 'subscription {' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: 'subscription { nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['an invalid cursor', { query: TICKER, variables: { after: 'nonsense' } }, 'INVALID_CURSOR'],
    ['a variable of the wrong type', { query: TICKER, variables: { filter: 5 } }, 'BAD_USER_INPUT'],
    ['a filter out of range', { query: TICKER, variables: { filter: { maxUrgency: 99 } } }, 'BAD_USER_INPUT'],
    ['NUL in a variable', { query: TICKER, variables: { filter: { regions: ['a\u0000'] } } }, 'BAD_USER_INPUT'],
    ['an unknown name', { query: TICKER, operationName: 'Other' }, 'BAD_USER_INPUT'],
    [
      'lists within lists',
      { query: `subscription { breakingNews { item { article { ${nested(4)} } } } }` },
      'LIMIT_EXCEEDED',
    ],
  ])('is sent as an event with a code: %s', async (_fault, asked, code) => {
    const stream = await open(asked);
    expect(await stream.ended).toBe('whole');
    expect([stream.status, stream.events().map(({ event }) => event)]).toEqual([200, ['next', 'complete']]);
    expect(new Set(codesOf(stream.text()))).toEqual(new Set([code]));
  });

  it('is sent for an invalid Last-Event-ID, even if the argument `after` is valid', async () => {
    const after = await askLiveCursor(gateway());
    const stream = await open({ query: TICKER, variables: { after } }, { 'last-event-id': '17' });
    await stream.ended;
    expect(codesOf(stream.text())).toEqual(['INVALID_CURSOR']);
    expect(stream.text()).toContain('Last-Event-ID');
  });
});

describe('a request that is refused with an HTTP status', () => {
  it.each<[string, Record<string, string>, object, number, string]>([
    ['for a bad token', { authorization: 'Bearer nothing' }, { query: TICKER }, 401, 'UNAUTHENTICATED'],
    ['for a preview', { 'dateline-preview': '1' }, { query: TICKER }, 403, 'FORBIDDEN'],
    ['for its type', { 'content-type': 'text/plain' }, { query: TICKER }, 415, 'BAD_USER_INPUT'],
    ['for its size', {}, { query: TICKER, variables: { after: 'x'.repeat(6000) } }, 413, 'LIMIT_EXCEEDED'],
  ])('gets this status, and JSON with a code: %s', async (_why, headers, asked, status, code) => {
    const stream = await open({ query: '', ...asked }, headers);
    await stream.ended;
    expect([stream.status, stream.headers['content-type']]).toEqual([status, 'application/json; charset=utf-8']);
    expect(codesOf(stream.text())).toEqual([code]);
  });

  it.each(['application/json', 'application/graphql-response+json', '*/*', 'multipart/mixed, application/json'])(
    'can be a subscription whose client does not accept text/event-stream: %s',
    async (accept) => {
      for (const method of ['POST', 'GET']) {
        const stream = await open({ query: TICKER }, { accept }, method);
        await stream.ended;
        expect([stream.status, codesOf(stream.text())]).toEqual([400, ['BAD_USER_INPUT']]);
        expect(stream.text()).toContain('text/event-stream');
      }
    },
  );
});
