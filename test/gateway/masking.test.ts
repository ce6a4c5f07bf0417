import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const MOST_READ = '{ mostRead(first: 3) { slug } }';

function send(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${gateway().address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
}

describe('an internal error', () => {
  beforeAll(async () => {
    await database().pool.query('alter table content_views rename to other_views');
  });

  it('is answered with INTERNAL and a request id, and the log has its cause under this id', async () => {
    const response = await send(MOST_READ);
    const text = await response.text();
    const { errors } = JSON.parse(text);
    expect(errors).toMatchObject([{ path: ['mostRead'], extensions: { code: 'INTERNAL' } }]);
    expect(text).not.toMatch(/content_views|select|stack|node_modules/);
    const { requestId } = errors[0].extensions;
    expect(requestId).toBe(response.headers.get('x-request-id'));
    const logged = gateway().log.filter((line) => line.includes(requestId));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('relation \\"content_views\\" does not exist');
  });

  it('does not affect the next request', async () => {
    const body = await (await send('{ site { language } }')).json();
    expect(body).toEqual({ data: { site: { language: 'en' } } });
  });

  it('has the request id that the client sent', async () => {
    const requestId = randomUUID();
    const response = await send(MOST_READ, { 'x-request-id': requestId });
    expect(response.headers.get('x-request-id')).toBe(requestId);
    expect(JSON.parse(await response.text()).errors[0].extensions.requestId).toBe(requestId);
    expect(gateway().log.filter((line) => line.includes(requestId))).toHaveLength(1);
  });
});

describe('the request id', () => {
  it('is different for each request', async () => {
    const ids = await Promise.all([send('{ __typename }'), send('{ __typename }')]);
    expect(new Set(ids.map(({ headers }) => headers.get('x-request-id')))).toHaveProperty('size', 2);
  });

  it.each(['with a space', '<script>', 'x'.repeat(65), '{"level":50}'])(
    'is not taken from the client if the client sends %s',
    async (id) => {
      const response = await send('{ __typename }', { 'x-request-id': id });
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
