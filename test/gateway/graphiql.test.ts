import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useBuild } from '../support/process.js';

useBuild();
const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const EXAMPLES = new URL('../../examples/operations/', import.meta.url);
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

let html = '';
beforeAll(async () => {
  html = await (await open()).text();
});

function open(path = '/graphql', headers: Record<string, string> = { accept: BROWSER }): Promise<Response> {
  return fetch(`${gateway().address}${path}`, { headers });
}

/** Returns the addresses of the files that the page loads: scripts, styles and its icon. */
function addressesOf(page: string): string[] {
  const elements = [...new JSDOM(page).window.document.querySelectorAll('[src], [href]')];
  return elements.map((element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '');
}

describe('GraphiQL', () => {
  it.each([
    '/graphql',
    '/graphql/',
    '/graphql?query={__typename}',
    '/graphql?query=subscription{breakingNews{cursor}}&variables={',
    '/graphql/?anything',
  ])('is the answer to a browser that opens %s', async (path) => {
    const response = await open(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await response.text()).toBe(html);
  });

  it('is the answer to a browser that navigates, whatever the browser accepts', async () => {
    // `fetch` would overwrite the header sec-fetch-mode.
    const headers = { accept: '*/*', 'sec-fetch-mode': 'navigate' };
    const asked = get(`${gateway().address}/graphql?query={a}`, { headers });
    const [response]: IncomingMessage[] = await once(asked, 'response');
    expect(response?.headers['content-type']).toBe('text/html; charset=utf-8');
    response?.destroy();
  });

  it.each(['*/*', 'application/json', 'application/graphql-response+json, application/json;q=0.9, text/html;q=0.1'])(
    'is not the answer to a program that accepts %s',
    async (accept) => {
      for (const path of ['/graphql', '/graphql/']) {
        const response = await open(`${path}?query={__typename}`, { accept });
        expect(response.headers.get('content-type')).toContain('json');
        expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
        const body = JSON.stringify({ query: '{ __typename }' });
        const headers = { accept, 'content-type': 'application/json' };
        const posted = await fetch(`${gateway().address}${path}`, { method: 'POST', headers, body });
        expect(await posted.json()).toEqual({ data: { __typename: 'Query' } });
      }
    },
  );

  it('has no inline script, and loads only files of this gateway that never change', async () => {
    const { document } = new JSDOM(html).window;
    const scripts = [...document.querySelectorAll('script')].filter(({ type }) => type !== 'application/json');
    expect(scripts.map(({ textContent }) => textContent)).toEqual(['']);
    const addresses = addressesOf(html);
    expect(addresses.length).toBeGreaterThan(3);
    for (const address of addresses) {
      expect(address).toMatch(/^\/(graphiql\/[0-9a-f]{16}\/[\w.-]+|favicon\.ico)$/);
      const { headers, status } = await open(address);
      expect([address, status, headers.get('x-content-type-options')]).toEqual([address, 200, 'nosniff']);
      if (address !== '/favicon.ico') expect(headers.get('cache-control')).toContain('immutable');
    }
    expect((await open('/favicon.ico')).headers.get('content-type')).toBe('image/vnd.microsoft.icon');
  });

  it('is compressed to less than 1.5 MB in all, and is not sent again to a browser that has cached it', async () => {
    let bytes = 0;
    for (const address of ['/graphql', ...addressesOf(html)]) {
      const [br, gzip, plain] = await Promise.all(
        ['br, gzip', 'gzip', 'identity, br;q=0'].map((encoding) =>
          open(address, { accept: BROWSER, 'accept-encoding': encoding }),
        ),
      );
      if (!br || !gzip || !plain) throw new Error('three responses expected');
      const encodings = [br, gzip, plain].map(({ headers }) => headers.get('content-encoding'));
      expect([address, ...encodings]).toEqual([address, 'br', 'gzip', null]);
      expect(br.headers.get('vary')).toContain('Accept-Encoding');
      const content = await plain.text();
      expect([await br.text(), await gzip.text()]).toEqual([content, content]);
      bytes += Number(gzip.headers.get('content-length'));
      const again = await open(address, { accept: BROWSER, 'if-none-match': plain.headers.get('etag') ?? '' });
      expect([address, again.status, await again.text()]).toEqual([address, 304, '']);
    }
    expect(bytes).toBeLessThan(1_500_000);
  });

  it.each([
    '/graphiql/',
    '/graphiql/main.js',
    '/graphiql/0123456789abcdef/main.js',
    '/graphiql/manifest.json',
    '/graphiql/../manifest.json',
    '/graphiql/%2e%2e/main.js',
  ])('has no file at %s', async (path) => {
    expect((await open(path)).status).toBe(404);
  });

  it('has a tab for each example, with its variables', async () => {
    const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.graphql'));
    expect(names.length).toBeGreaterThan(0);
    const tabs = JSON.parse(new JSDOM(html).window.document.getElementById('examples')?.textContent ?? '');
    const expected = names.sort().map(async (name) => ({
      query: await readFile(new URL(name, EXAMPLES), 'utf8'),
      variables: (await readFile(new URL(name.replace('.graphql', '.variables.json'), EXAMPLES), 'utf8')).trim(),
    }));
    expect(tabs).toEqual(await Promise.all(expected));
  });

  it('has examples that run unchanged on the sample newsroom', async () => {
    for (const name of (await readdir(EXAMPLES)).filter((file) => file.endsWith('.graphql'))) {
      const query = await readFile(new URL(name, EXAMPLES), 'utf8');
      // Subscriptions need a socket, so this test leaves them out.
      if (/^subscription /m.test(query)) continue;
      const variables = JSON.parse(
        await readFile(new URL(name.replace('.graphql', '.variables.json'), EXAMPLES), 'utf8'),
      );
      const { data, errors } = await gateway().ask(query, variables);
      expect(errors, name).toBeUndefined();
      expect(Object.values(data), name).not.toContain(null);
    }
  });
});
