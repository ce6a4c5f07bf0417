import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useRawSockets } from './raw-socket.js';

const database = useDatabase();
const gateway = useGateway(database, { MAX_BODY_BYTES: '5000' });
const sockets = useRawSockets(() => gateway().address);

const SITE = '{ site { language } }';
const TICKER = 'subscription { breakingNews { cursor } }';
const INIT = { type: 'connection_init' };

describe('a socket is closed with', () => {
  it.each([
    ['invalid JSON', 'no JSON'],
    ['JSON that is not an object', '17'],
    ['a message without a type', '{}'],
    ['an unknown type', '{"type":"nothing"}'],
    ['a subscribe without an id', '{"type":"subscribe","payload":{"query":"{ __typename }"}}'],
    ['a subscribe without a payload', '{"id":"1","type":"subscribe"}'],
    ['a subscribe whose query is a number', '{"id":"1","type":"subscribe","payload":{"query":5}}'],
    ['a complete without an id', '{"type":"complete"}'],
    ['a binary frame with invalid JSON', Buffer.from([0, 1, 2])],
  ])('4400 for %s', async (_what, message) => {
    const { closed, socket } = await sockets.join();
    socket.send(message);
    expect((await closed).code).toBe(4400);
  });

  it.each([
    ['ping', (deep: string) => `{"type":"ping","payload":{"a":${deep}}}`],
    ['ping with variables', (deep: string) => `{"type":"ping","payload":{"variables":${deep}}}`],
    ['ping whose payload is a list', (deep: string) => `{"type":"ping","payload":${deep}}`],
    ['pong', (deep: string) => `{"type":"pong","payload":{"a":${deep}}}`],
    ['connection_init', (deep: string) => `{"type":"connection_init","payload":{"authorization":${deep}}}`],
    ['complete', (deep: string) => `{"type":"complete","id":${deep}}`],
    [
      'subscribe',
      (deep: string) => `{"id":"1","type":"subscribe","payload":{"query":"${SITE}","extensions":{"a":${deep}}}}`,
    ],
  ])('4400 for a %s that is nested 2,000 levels deep, and nothing is logged', async (_what, messageOf) => {
    const before = gateway().log.length;
    const { closed, say } = await sockets.open();
    say(messageOf('['.repeat(2000) + ']'.repeat(2000)));
    expect(await closed).toEqual({ code: 4400, reason: 'a message is nested more than 100 levels deep' });
    expect(gateway().log.slice(before)).toEqual([]);
  });

  it('4401 for an operation before connection_init', async () => {
    const socket = await sockets.open();
    socket.subscribe('1', SITE);
    expect(await socket.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  it('4401 for an operation before connection_ack', async () => {
    const socket = await sockets.open();
    socket.say(INIT);
    socket.subscribe('1', SITE);
    expect((await socket.closed).code).toBe(4401);
  });

  it('4403 for an invalid token', async () => {
    const socket = await sockets.open();
    socket.say({ ...INIT, payload: { authorization: 'Bearer nothing' } });
    expect((await socket.closed).code).toBe(4403);
  });

  it('4406 if it offers no subprotocol', async () => {
    const socket = await sockets.open({ protocols: [] });
    expect((await socket.closed).code).toBe(4406);
  });

  it('4408 if it does not send connection_init in time', async () => {
    const socket = await sockets.open();
    const before = performance.now();
    expect((await socket.closed).code).toBe(4408);
    expect(performance.now() - before).toBeGreaterThan(2000);
  });

  it.each([TICKER, SITE])('4409 for an id that is in use: %s', async (query) => {
    const socket = await sockets.join();
    socket.subscribe('1', query);
    socket.subscribe('1', query);
    expect(await socket.closed).toEqual({ code: 4409, reason: 'Subscriber for 1 already exists' });
  });

  it.each([0, 1])('4429 for a second connection_init, after %i messages were received', async (heard) => {
    const socket = await sockets.open();
    socket.say(INIT);
    if (heard > 0) await socket.hear();
    socket.say(INIT);
    expect((await socket.closed).code).toBe(4429);
  });

  it('1009 for a frame over MAX_BODY_BYTES, but not for a frame of that size', async () => {
    const socket = await sockets.join();
    const message = (length: number) => JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(length) } });
    const around = message(0).length;
    socket.say(message(5000 - around));
    expect((await socket.hear()).type).toBe('pong');
    socket.say(message(5001 - around));
    expect((await socket.closed).code).toBe(1009);
  });

  it('no code, but stays open, if only other sockets have sent invalid messages', async () => {
    const neighbour = await sockets.join();
    for (const wrong of ['no JSON', '{"type":"connection_init"}', 'x'.repeat(6000)]) {
      const { closed, say } = await sockets.join();
      say(wrong);
      await closed;
    }
    neighbour.subscribe('1', SITE);
    expect(await neighbour.hear()).toEqual({ id: '1', type: 'next', payload: { data: { site: { language: 'en' } } } });
    expect(gateway().log.filter((line) => JSON.parse(line).level >= 40)).toEqual([]);
  });
});

describe('a socket', () => {
  it('answers a ping of the deepest allowed nesting with a pong of the same payload', async () => {
    const socket = await sockets.join();
    const message = (levels: number) => ({
      type: 'ping',
      payload: { a: JSON.parse('['.repeat(levels) + ']'.repeat(levels)) },
    });
    socket.say(message(99));
    expect(await socket.hear()).toEqual({ ...message(99), type: 'pong' });
    socket.say(message(100));
    expect((await socket.closed).code).toBe(4400);
  });

  it.each([SITE, TICKER])('refuses only the operation if variables are nested too deep: %s', async (query) => {
    const before = gateway().log.length;
    const { hear, say } = await sockets.join();
    const deep = '['.repeat(2000) + ']'.repeat(2000);
    say(`{"id":"1","type":"subscribe","payload":{"query":"${query}","variables":{"a":${deep}}}}`);
    const { payload } = await hear();
    expect(JSON.stringify(payload)).toMatch(/nested more than 100 levels deep.*BAD_USER_INPUT/);
    say({ type: 'ping' });
    await expect.poll(async () => (await hear()).type).toBe('pong');
    expect(gateway().log.slice(before)).toEqual([]);
  });
});

describe('an id', () => {
  it.each([SITE, TICKER])('can be used again as soon as the client has completed its operation: %s', async (query) => {
    const socket = await sockets.join();
    socket.subscribe('1', query);
    socket.say({ id: '1', type: 'complete' });
    socket.subscribe('1', SITE);
    expect(await socket.hear()).toEqual({ id: '1', type: 'next', payload: { data: { site: { language: 'en' } } } });
    expect(await socket.hear()).toEqual({ id: '1', type: 'complete' });
  });

  it('can be used several times even if its operations were completed before they began', async () => {
    const socket = await sockets.join();
    for (let round = 0; round < 3; round += 1) {
      socket.subscribe('1', TICKER);
      socket.say({ id: '1', type: 'complete' });
    }
    socket.subscribe('2', SITE);
    expect((await socket.hear()).id).toBe('2');
    expect(await socket.hear()).toEqual({ id: '2', type: 'complete' });
    socket.say({ type: 'ping' });
    expect(await socket.hear()).toEqual({ type: 'pong' });
  });
});
