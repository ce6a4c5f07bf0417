import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createToken } from '../../src/access/token-store.js';
import { askLiveCursor } from '../live/ticker.js';
import { useDatabase } from '../support/database.js';
import { useDesk } from '../support/desk.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';
import { useBuild } from '../support/process.js';
import { useBrowser } from './browser.js';
import {
  fill,
  nameInFront,
  play,
  press,
  readTabs,
  runInFront,
  tabNames,
  tabOf,
  visit,
  visitFirst,
  watchNextSocket,
} from './graphiql-page.js';

useBuild();
const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const desk = useDesk(gateway, database);
const browser = useBrowser();

/** The longest time of a test. Some tests load the page a dozen times, and the machine may be busy. */
const LONG = 300_000;
let tabs: Awaited<ReturnType<typeof readTabs>> = [];
let page: Page;
/** `addresses` has the addresses of the browser's requests and sockets. `complaints` has its errors and warnings. */
const addresses: string[] = [];
const complaints: string[] = [];

async function openPage(): Promise<Page> {
  const opened = await browser().newPage();
  opened.on('websocket', (socket) => addresses.push(socket.url()));
  opened.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  opened.on('pageerror', (error) => complaints.push(error.message));
  return opened;
}

beforeAll(async () => {
  tabs = await readTabs();
  browser().on('request', (request) => addresses.push(request.url()));
});
beforeEach(async () => {
  page = await openPage();
  await visitFirst(page, gateway().address);
});
afterEach(async () => {
  await page.close();
  expect(complaints.splice(0)).toEqual([]);
});

describe('GraphiQL in a browser', { timeout: LONG }, () => {
  it('opens at /, with a tab for each example', async () => {
    await visit(page, gateway().address, '/');
    expect(page.url()).toBe(`${gateway().address}/graphql`);
    expect(await tabNames(page)).toEqual(tabs.map(({ name }) => name));
    expect(await nameInFront(page)).toBe(tabs[0]?.name);
  });

  it('activates each tab at the first click on a first visit', async () => {
    for (const { name } of tabs) {
      await visitFirst(page, gateway().address);
      await press(page, name);
      await page.waitForTimeout(50);
      expect(await nameInFront(page)).toBe(name);
      expect(await tabNames(page)).toEqual(tabs.map((tab) => tab.name));
    }
  });

  it('shows all tabs in a window with the size of a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const { name } of tabs) {
      await press(page, name);
      await page.waitForTimeout(50);
      expect(await nameInFront(page)).toBe(name);
    }
  });

  it('runs each tab unchanged: on a first visit, after a reload, and on a second visit', async () => {
    for (const tab of tabs) {
      await press(page, tab.name);
      await runInFront(page, tab);
      await page.waitForTimeout(600);
      await page.reload();
      expect(await nameInFront(page)).toBe(tab.name);
      await runInFront(page, tab);
    }
    await page.close();
    page = await openPage();
    await visit(page, gateway().address);
    expect(await nameInFront(page)).toBe(tabs.at(-1)?.name);
    for (const tab of tabs.toReversed()) {
      await press(page, tab.name);
      await runInFront(page, tab);
    }
    expect(await tabNames(page)).toEqual(tabs.map(({ name }) => name));
    expect(page.url()).toBe(`${gateway().address}/graphql`);
  });

  it('runs the active tab, even if it has just become active', async () => {
    for (const tab of tabs) {
      await tabOf(page, tab.name).click();
      await runInFront(page, tab);
    }
  });

  it('keeps typed text over a reload, and does not put it into the address', async () => {
    await press(page, 'TagPage');
    await fill(page, 'query', 'query Mine($count: Int!) { mostRead(first: $count) { headline } }');
    await fill(page, 'variables', '{ "count": 2 }');
    await page.reload();
    expect([await nameInFront(page), page.url()]).toEqual(['Mine', `${gateway().address}/graphql`]);
    await runInFront(page, { name: 'Mine', isSubscription: false, variables: { count: 2 } });
    expect(await tabNames(page)).toHaveLength(tabs.length);
  });

  it('opens an operation in the address as one tab, with its variables', async () => {
    const linked = { name: 'Linked', isSubscription: false, variables: { count: 3 } };
    const query = 'query Linked($count: Int!) { mostRead(first: $count) { headline } }';
    const link = `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(linked.variables) })}`;
    for (const path of [link, '/graphql', link]) {
      await visit(page, gateway().address, path);
      expect([await nameInFront(page), page.url()]).toEqual(['Linked', `${gateway().address}/graphql`]);
      await runInFront(page, linked);
      expect(await tabNames(page)).toHaveLength(tabs.length + 1);
      await page.waitForTimeout(600);
    }
  });

  it('shows the documentation of the schema', async () => {
    await page.getByRole('button', { name: /documentation explorer/i }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await page.getByRole('link', { name: 'mostRead', exact: true }).waitFor();
  });

  it('sends requests only to its own host', () => {
    const hosts = addresses.map((address) => new URL(address).host).filter((host) => host !== '');
    expect([...new Set(hosts)]).toEqual([new URL(gateway().address).host]);
  });
});

describe('the headers pane of GraphiQL', { timeout: LONG }, () => {
  // The query is one line, because the editor adds closing brackets after a new line.
  const QUERY = [
    'subscription Behind($after: String) { contentChanges(after: $after) {',
    'change item { headline ... on Article { revisions(first: 1) { nodes { version } } } } } }',
  ].join(' ');
  let token = '';
  beforeAll(async () => {
    const made = await createToken(database().db, {
      createdAt: NOW,
      createdBy: 'test',
      name: 'browser',
      role: 'editor',
    });
    token = made.token;
  });

  /** Subscribes with these headers. Returns the payloads of `connection_init` and of the first `next` or `error`. */
  async function follow(headers: string) {
    await fill(page, 'headers', headers);
    const frames = watchNextSocket(page);
    await play(page);
    const greeting = await frames.find(({ type }) => type === 'connection_init');
    const next = await frames.find(({ type }) => type === 'next' || type === 'error');
    await page.getByRole('button', { name: /stop query/i }).click();
    return { greeting: greeting.payload, next: JSON.stringify(next.payload) };
  }

  it('is sent with a subscription, and sent again over a new socket when the pane changes', async () => {
    const after = await askLiveCursor(gateway());
    await desk.createPublished({ headline: 'Followed from a browser' });
    await fill(page, 'query', QUERY);
    await fill(page, 'variables', JSON.stringify({ after }));
    const without = await follow('');
    expect(without.next).toContain('FORBIDDEN');
    const authorization = `Bearer ${token}`;
    const withToken = await follow(JSON.stringify({ Authorization: authorization }));
    expect(withToken.greeting).toEqual({ Authorization: authorization });
    expect(withToken.next).toContain('"version":');
    expect(withToken.next).not.toContain('FORBIDDEN');
    expect((await follow('{}')).next).toContain('FORBIDDEN');
  });

  it('can contain a bad token: then the close code of the socket is shown', async () => {
    await press(page, 'BreakingTicker');
    await fill(page, 'headers', '{ "authorization": "Bearer nobody" }');
    await play(page);
    await page.locator('.result-window').getByText('The socket was closed: 4403').waitFor();
    expect(await page.locator('.result-window').innerText()).not.toContain('stack');
  });

  it('is sent with queries, and is not stored', async () => {
    await fill(
      page,
      'query',
      'query Who { contentItems(first: 1) { nodes { ... on Article { revisions(first: 1) { nodes { version } } } } } }',
    );
    await fill(page, 'headers', JSON.stringify({ authorization: `Bearer ${token}` }));
    const answered = page.waitForResponse((response) => response.request().postDataJSON()?.operationName === 'Who');
    await play(page);
    expect((await answered).request().headers().authorization).toBe(`Bearer ${token}`);
    expect((await (await answered).json()).errors).toBeUndefined();
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(token);
  });
});
