import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useRawSockets } from './raw-socket.js';

const database = useDatabase();
const gateway = useGateway(database);
const sockets = useRawSockets(() => gateway().address);

/** A nesting that is too deep for a recursive function. */
const DEEP = '['.repeat(20_000) + ']'.repeat(20_000);
const VARIABLES = `{"after":${DEEP}}`;
const TICKER = 'subscription ($after: String) { breakingNews(after: $after) { cursor } }';
const SITE = '{ site { language } }';

describe('20,000 levels of nesting', () => {
  it('in a ping close only the socket of this ping, and nothing is logged', async () => {
    const [socket, neighbour] = [await sockets.join(), await sockets.join()];
    socket.say(`{"type":"ping","payload":{"a":${DEEP}}}`);
    expect(await socket.closed).toEqual({ code: 4400, reason: expect.stringContaining('100 levels') });
    neighbour.subscribe('1', SITE);
    expect(await neighbour.hear()).toMatchObject({ id: '1', type: 'next' });
    expect(gateway().log).toEqual([]);
  });

  it.each([SITE, TICKER])('in a variable are refused over a socket, and the socket stays open: %s', async (query) => {
    const { hear, say } = await sockets.join();
    say(`{"id":"1","type":"subscribe","payload":{"query":"${query}","variables":${VARIABLES}}}`);
    expect(JSON.stringify((await hear()).payload)).toMatch(/100 levels.*BAD_USER_INPUT/);
    say({ type: 'ping' });
    await expect.poll(async () => (await hear()).type).toBe('pong');
    expect(gateway().log).toEqual([]);
  });

  it.each([SITE, TICKER])('in a variable are refused over server-sent events: %s', async (query) => {
    const response = await fetch(`${gateway().address}/graphql`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
      body: `{"query":"${query}","variables":${VARIABLES}}`,
    });
    expect(await response.text()).toMatch(/100 levels.*BAD_USER_INPUT/);
    expect(gateway().log).toEqual([]);
  });
});
