import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { getRaw, sendRaw, UPGRADE } from './raw-request.js';

const gateway = useGateway(useDatabase());

/** Request targets that are invalid or not served by the gateway. */
const ODD = [
  ...['//[?preview=1', '//[', '//', '///', '//evil.example/graphql', '/\\[?preview=1', '/\\evil.example', '\\'],
  ...['*', 'graphql', '?preview=1', '#', 'http://evil.example/graphql', 'http://[', 'http://', 'https://a:b@c/graphql'],
  ...['/%', '/%?preview=1', '/%zz', '/%00', '/%00?preview=1', '/%c3%28?preview=1', '/%2f%2f[?preview=%'],
  ...['/[', '/[?preview=1', '/{}?preview=[]', '/a|b?preview=1', '/"?preview="', "/'?preview='", '/^`?preview=1'],
  ...['/..//[?preview=1', '/./../..?preview=x', '/a/../../../etc/passwd?preview=1', '/;?preview=1', '/:80?preview=1'],
  ...['/\xe9', '/\xe9?preview=1', '/caf\xc3\xa9?preview=\xc3', '/graphql?query=\xff', '/\x7f', '/\x01', '/a\tb'],
  ...['/graphql?query={a}&variables=%', '/graphql?variables=[', '/graphql?'],
  ...['/graphql//', '/graphql/../graphql/x', '/graphiql/%', '/graphiql/[', '/media/[', '/media/%ff'],
  ...[`/${'a'.repeat(8000)}`, `/${'a'.repeat(8000)}?preview=1`, `/?preview=${'a'.repeat(8000)}`],
  ...[`/${'a'.repeat(20_000)}`, `/graphql?query=${'a'.repeat(20_000)}`, `/${'/'.repeat(8000)}?preview=1`],
];

const CODE = /^(GRAPHQL_PARSE_FAILED|BAD_USER_INPUT|LIMIT_EXCEEDED)$/;

describe('an invalid address', () => {
  it.each(ODD)('is answered with 4xx and an error message: %j', async (target) => {
    for (const headers of [{}, { accept: 'application/json' }]) {
      const answer = await getRaw(gateway().address, target, headers);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers).toMatch(/content-type: (application\/(graphql-response\+)?json|text\/html)/i);
      if (/json/.test(answer.headers)) {
        expect(JSON.parse(answer.body).errors[0].extensions.code).toMatch(CODE);
      }
    }
  });

  it.each(['%', '%ff', '%00', '[', '\\'])('is answered with a code if only its query is invalid: %j', async (query) => {
    const { body, status } = await getRaw(gateway().address, `/graphql?query=${query}`);
    expect(status).toBeLessThan(500);
    expect(JSON.parse(body).errors[0].extensions.code).toMatch(CODE);
  });

  it.each(ODD)('opens no WebSocket: %j', async (target) => {
    const { status } = await getRaw(gateway().address, target, UPGRADE);
    // The gateway ignores the query of a socket's address.
    const isOurs = /^\/graphql\/?(\?[\x21-\x7e]{0,9999})?$/.test(target);
    expect(status).toBe(isOurs ? 101 : target.length > 16_000 ? 431 : 400);
  });

  it('is not logged as a failure of the gateway', () => {
    expect(gateway().log.filter((line) => line.includes('request failed'))).toEqual([]);
  });
});

describe('an invalid HTTP request', () => {
  it.each([
    ['GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n', 400],
    ['\x16\x03\x01\x02\x00\x01\x00', 400],
    ['BREW /graphql HTTP/1.1\r\nHost: a\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
  ])('is answered with a coded error that has an id: %j', async (bytes, status) => {
    const answer = await sendRaw(gateway().address, bytes);
    expect(answer.status).toBe(status);
    const [, requestId] = /^x-request-id: (.+)$/m.exec(answer.headers) ?? [];
    expect(JSON.parse(answer.body).errors).toMatchObject([
      { extensions: { code: expect.stringMatching(CODE), requestId: requestId?.trim() } },
    ]);
  });

  it('does not disturb an earlier answer on the same connection', async () => {
    const request = 'GET /health HTTP/1.1\r\nHost: a\r\n\r\n';
    const { body } = await sendRaw(gateway().address, `${request}no request\r\n\r\n`);
    expect(body).toMatch(/^({"status":"ok"}.*)?$/s);
  });
});
