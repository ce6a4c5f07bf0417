import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useSockets } from '../support/socket.js';

const gateway = useGateway(useDatabase());
const connect = useSockets(gateway);

const TICKER = `subscription ($after: String, $filter: BreakingFilter) {
  breakingNews(after: $after, filter: $filter) { cursor } }`;
const nested = (levels: number): string =>
  levels === 0 ? 'id' : `relatedNews(first: 50) { article { ${nested(levels - 1)} } }`;

describe('a subscription over a WebSocket is refused with a code, and the socket stays open:', () => {
  it.each([
    ['NUL in a variable', { query: TICKER, variables: { filter: { regions: ['a\u0000'] } } }, 'BAD_USER_INPUT'],
    ['a lone surrogate', { query: TICKER, variables: { filter: { regions: ['a\ud800'] } } }, 'BAD_USER_INPUT'],
    [
      'NUL in a literal',
      { query: 'subscription { breakingNews(filter: { regions: "\\u0000" }) { cursor } }' },
      'BAD_USER_INPUT',
    ],
    ['an invalid cursor', { query: TICKER, variables: { after: 'nonsense' } }, 'INVALID_CURSOR'],
    [
      'lists within lists',
      { query: `subscription { breakingNews { item { article { ${nested(4)} } } } }` },
      'LIMIT_EXCEEDED',
    ],
    [
      'too many levels of fields',
      { query: `subscription { breakingNews { item { article { ${nested(8).replaceAll('50', '1')} } } } }` },
      'LIMIT_EXCEEDED',
    ],
  ])('because of %s', async (_fault, payload, code) => {
    const socket = connect();
    await expect(socket.ask(payload)).rejects.toMatchObject([{ extensions: { code } }]);
    expect(await socket.ask({ query: '{ __typename }' })).toEqual({ data: { __typename: 'Query' } });
  });
});
