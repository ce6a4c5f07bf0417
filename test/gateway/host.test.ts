import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { getRaw, UPGRADE } from './raw-request.js';

const database = useDatabase();
const development = useGateway(database);
const production = useGateway(database, { NODE_ENV: 'production', ALLOWED_HOSTS: 'balancer, API.Example.com,fd00::7' });

const OWN = ['news.example', 'NEWS.example:8080', 'balancer:4000', 'api.example.com', '[fd00::7]:4000'];
const LOCAL = ['localhost', 'localhost:4000', 'a.localhost', '127.0.0.1:1', '127.1.2.3', '[::1]:4000'];
const FOREIGN = [
  ...['evil.example', 'news.example.evil.example', 'evil.example:4000', 'xnews.example', '127.0.0.1.evil.example'],
  ...['10.0.0.1', 'localhost.evil.example', 'gateway', '[fd00::8]', '0x7f000002.evil.example'],
];
const PATHS = ['/', '/graphql', '/graphql/', '/graphql?query={__typename}', '/graphiql/a/main.js', '/favicon.ico'];
const MORE_PATHS = ['/media/logo.svg', '/nothing', '/news/a?preview=x'];

describe('in production, a request with a Host', () => {
  it.each([...OWN, ...LOCAL])('of the gateway or from ALLOWED_HOSTS is answered: %s', async (host) => {
    const { body, status } = await getRaw(production().address, '/graphql?query={__typename}', { Host: host });
    expect([status, body]).toEqual([200, '{"data":{"__typename":"Query"}}']);
    expect((await getRaw(production().address, '/graphql', { Host: host, ...UPGRADE })).status).toBe(101);
  });

  it.each(FOREIGN)('of another site is refused at every path, with the name of the setting: %s', async (host) => {
    for (const path of [...PATHS, ...MORE_PATHS]) {
      for (const accept of ['*/*', 'text/html']) {
        const { body, status } = await getRaw(production().address, path, { Host: host, Accept: accept });
        expect([path, status]).toEqual([path, 421]);
        expect(JSON.parse(body).errors[0].extensions.code).toBe('FORBIDDEN');
        expect(body).toContain('ALLOWED_HOSTS');
      }
    }
    const socket = await getRaw(production().address, '/graphql', { Host: host, ...UPGRADE });
    expect([socket.status, socket.body.includes('ALLOWED_HOSTS')]).toEqual([421, true]);
  });

  it.each(FOREIGN)('of another site gets /health and /ready: %s', async (host) => {
    for (const path of ['/health', '/ready'])
      expect((await getRaw(production().address, path, { Host: host })).status).toBe(200);
  });

  it.each(['a b', 'user@localhost', 'localhost/x', 'localhost?', '[', ':', 'localhost:x', ''])(
    'that is invalid is refused with 400: %j',
    async (host) => {
      const answer = await getRaw(production().address, '/graphql?query={__typename}', { Host: host });
      expect(answer.status).toBe(400);
      expect(answer.body).toContain('host');
    },
  );
});

it('in development, a request with any Host is answered', async () => {
  for (const host of FOREIGN) {
    const { status } = await getRaw(development().address, '/graphql?query={__typename}', { Host: host });
    expect([host, status]).toEqual([host, 200]);
  }
});
