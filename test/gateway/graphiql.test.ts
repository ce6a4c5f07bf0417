import { readdir, readFile } from 'node:fs/promises';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const EXAMPLES = new URL('../../examples/operations/', import.meta.url);
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

let html = '';
beforeAll(async () => {
  html = await (await open({})).text();
});

function open(headers: Record<string, string>, search = ''): Promise<Response> {
  return fetch(`${gateway().address}/graphql${search}`, { headers: { accept: BROWSER, ...headers } });
}

describe('GraphiQL', () => {
  it('is what a browser gets at /graphql', async () => {
    const response = await open({});
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).toContain('Dateline');
  });

  it('is not what a browser gets that has a query in its address', async () => {
    const response = await open({}, '?query={__typename}');
    expect(await response.text()).toContain('"__typename":"Query"');
  });

  it('comes zipped to those who take it so', async () => {
    const zipped = await open({ 'accept-encoding': 'gzip' });
    const plain = await open({ 'accept-encoding': 'identity' });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(zipped.headers.get('vary')).toContain('Accept-Encoding');
    expect(await zipped.text()).toBe(await plain.text());
  });

  it('loads nothing: its scripts, styles and icon are in the page', () => {
    const { document } = new JSDOM(html).window;
    const addresses = [...document.querySelectorAll('[src], [href]')].map(
      (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
    );
    expect(addresses.filter((address) => !address.startsWith('data:'))).toEqual([]);
    expect(document.querySelector('link[rel~="icon"]')?.getAttribute('href')).toMatch(/^data:image\/svg\+xml/);
    const styles = [...document.querySelectorAll('style')].map((style) => style.textContent).join('\n');
    const loaded = [...styles.matchAll(/url\(\s*["']?([^"')]*)/g), ...styles.matchAll(/@import\s+["']([^"']*)/g)];
    expect(loaded.map(([, address = '']) => address).filter((address) => !address.startsWith('data:'))).toEqual([]);
  });

  it('has a tab for each example, with its variables', async () => {
    const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.graphql'));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const query = await readFile(new URL(name, EXAMPLES), 'utf8');
      const variables = await readFile(new URL(name.replace('.graphql', '.variables.json'), EXAMPLES), 'utf8');
      expect(html).toContain(JSON.stringify({ query, variables }).slice(1, -1));
    }
  });

  it('has examples that run on the sample newsroom as they are', async () => {
    for (const name of (await readdir(EXAMPLES)).filter((file) => file.endsWith('.graphql'))) {
      const query = await readFile(new URL(name, EXAMPLES), 'utf8');
      // Those are followed over a socket.
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
