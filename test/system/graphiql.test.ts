import { readdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useBrowser } from './browser.js';

const gateway = useGateway(useDatabase('sample_newsroom'));
const browser = useBrowser();

describe('GraphiQL in a browser', () => {
  let page: Page;
  /** Everything that the browser asked of anybody, sockets too. */
  const addresses: string[] = [];

  beforeAll(async () => {
    browser().on('request', (request) => addresses.push(request.url()));
    page = await browser().newPage();
    page.on('websocket', (socket) => addresses.push(socket.url()));
    await page.goto(gateway().address);
    await page.getByRole('tab').first().waitFor();
  });

  it('opens at the address that the gateway prints, with a tab for each example', async () => {
    const names = (await readdir(new URL('../../examples/operations', import.meta.url)))
      .filter((name) => name.endsWith('.graphql'))
      .map((name) => name.replace('.graphql', ''));
    expect(page.url()).toBe(`${gateway().address}/graphql`);
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(names.sort());
  });

  it('answers an article page when its tab is run as it is', async () => {
    await page.getByRole('tab', { name: 'ArticlePage' }).click();
    const answered = page.waitForResponse(
      (response) => response.request().postDataJSON()?.operationName === 'ArticlePage',
    );
    await page.getByRole('button', { name: /execute query/i }).click();
    const answer = await (await answered).json();
    expect(answer.errors).toBeUndefined();
    expect(answer.data.article.headline).toBe('Assembly approves the Harbour Bridge after a nine-hour sitting');
    await page.getByText('"The Meridian Post"').first().waitFor();
  });

  it('shows what the schema says of a field', async () => {
    await page.getByRole('button', { name: /documentation explorer/i }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await page.getByRole('link', { name: 'mostRead', exact: true }).waitFor();
  });

  it('asks no other host for anything', () => {
    const hosts = addresses.map((address) => new URL(address).host).filter((host) => host !== '');
    expect([...new Set(hosts)]).toEqual([new URL(gateway().address).host]);
  });
});
