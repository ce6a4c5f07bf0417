import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useSockets } from '../support/socket.js';

const gateway = useGateway(useDatabase(), { MAX_LIVE_QUERIES_PER_ADDRESS: '3' });
const connect = useSockets(gateway);

const text = (index: number) => `subscription S${index} { breakingNews { cursor } }`;
const HELD = 'held';

/** Opens a subscription. Returns HELD if it is still open after 0.7 s, or the errors if it is refused. */
async function follow(socket: ReturnType<typeof connect>, index: number): Promise<unknown> {
  const held = new Promise((done) => setTimeout(done, 700, HELD));
  return Promise.race([held, socket.ask({ query: text(index) }).catch((errors: unknown) => errors)]);
}

const refused = [
  {
    message: expect.stringContaining('MAX_LIVE_QUERIES_PER_ADDRESS'),
    extensions: { code: 'LIMIT_EXCEEDED', requestId: expect.any(String) },
  },
];

describe('different subscriptions of one address', () => {
  it('are limited by MAX_LIVE_QUERIES_PER_ADDRESS over all sockets and streams, but equal subscriptions count once', async () => {
    const sockets = [connect(), connect()] as const;
    const opened = await Promise.all([follow(sockets[0], 1), follow(sockets[0], 2), follow(sockets[1], 3)]);
    expect(opened).toEqual([HELD, HELD, HELD]);
    expect(await follow(sockets[0], 4)).toEqual(refused);
    expect(await follow(sockets[1], 5)).toEqual(refused);
    // Equal subscriptions count once, because many people in an office may share an address and a subscription.
    expect(await Promise.all(Array.from({ length: 20 }, () => follow(connect(), 1)))).toEqual(Array(20).fill(HELD));
    const answer = await fetch(`${gateway().address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: text(6) }),
    });
    expect(await answer.text()).toContain('"code":"LIMIT_EXCEEDED"');
    expect(await sockets[0].ask({ query: '{ __typename }' })).toEqual({ data: { __typename: 'Query' } });
  });

  it('are allowed again when earlier subscriptions have ended', async () => {
    const socket = connect();
    const opened = await Promise.all([1, 2, 3].map((index) => follow(socket, index)));
    expect(opened).toEqual([HELD, HELD, HELD]);
  });
});
