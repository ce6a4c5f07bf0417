import { readdir, readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const EXAMPLES = new URL('../../examples/operations/', import.meta.url);

interface Example {
  readonly name: string;
  readonly isSubscription: boolean;
  readonly variables: Record<string, unknown>;
}

/** A message of a socket, sent or received. */
interface Frame {
  readonly type: string;
  readonly payload?: Record<string, unknown>;
}

/** Reads the examples from their files, in the order of the tabs. */
export async function readTabs(): Promise<Example[]> {
  const names = (await readdir(EXAMPLES)).filter((name) => name.endsWith('.graphql')).sort();
  return Promise.all(
    names.map(async (name) => ({
      name: name.replace('.graphql', ''),
      isSubscription: /^subscription /m.test(await readFile(new URL(name, EXAMPLES), 'utf8')),
      variables: JSON.parse(await readFile(new URL(name.replace('.graphql', '.variables.json'), EXAMPLES), 'utf8')),
    })),
  );
}

/** Opens the page with empty storage. */
export async function visitFirst(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/health`);
  await page.evaluate('localStorage.clear()');
  await visit(page, address);
}

/** Finds the button with the name of a tab. A tab also has a button to close it. */
export function tabOf(page: Page, name: string) {
  return page.getByRole('tab').getByRole('button', { name, exact: true });
}

export async function visit(page: Page, address: string, path = '/graphql'): Promise<void> {
  await page.goto(`${address}${path}`);
  await page.getByRole('tab').first().waitFor();
}

export const tabNames = (page: Page) => page.getByRole('tab').allInnerTexts();

export async function nameInFront(page: Page): Promise<string | undefined> {
  const [name] = await page.getByRole('tab', { selected: true }).allInnerTexts();
  return name;
}

/** Presses the mouse on a tab and releases it a moment later, as a person does. */
export async function press(page: Page, name: string): Promise<void> {
  const tab = tabOf(page, name);
  await tab.scrollIntoViewIfNeeded();
  const box = await tab.boundingBox();
  if (!box) throw new Error(`the tab ${name} is not visible`);
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(80);
  await page.mouse.up();
}

const playButton = (page: Page) => page.getByRole('button', { name: /execute query/i });

/** Runs the active tab. Checks that a query has no errors. Starts a subscription, and then stops it. */
export async function runInFront(page: Page, { isSubscription, name, variables }: Example): Promise<void> {
  await page.locator('.result-window').waitFor();
  if (isSubscription) {
    const frames = watchNextSocket(page);
    await playButton(page).click();
    const sent = await frames.find((frame) => frame.type === 'subscribe');
    expect(sent.payload).toMatchObject({ operationName: name, variables });
    await frames.find((frame) => frame.type === 'connection_ack');
    await page.getByRole('button', { name: /stop query/i }).click();
    await frames.find((frame) => frame.type === 'complete');
    expect(frames.heard.filter((frame) => frame.type === 'error')).toEqual([]);
    return;
  }
  const answered = page.waitForResponse((response) => response.request().postDataJSON()?.operationName === name);
  await playButton(page).click();
  const response = await answered;
  expect(response.request().postDataJSON()).toMatchObject({ operationName: name, variables });
  const { data, errors } = await response.json();
  expect([name, errors]).toEqual([name, undefined]);
  expect(Object.values(data)).not.toContain(null);
  await page.locator('.result-window').getByText('"data"').waitFor();
}

/** Replaces the text of an editor. */
export async function fill(page: Page, editor: 'headers' | 'query' | 'variables', text: string): Promise<void> {
  const label = { headers: 'Headers', query: 'Operation Editor', variables: 'Variables' }[editor];
  if (editor !== 'query') await page.getByRole('button', { name: label, exact: true }).click();
  await page.getByRole('region', { name: label }).locator('.monaco-editor:visible').first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
  // GraphiQL stores a change about half a second after the last letter.
  await page.waitForTimeout(800);
}

export async function play(page: Page): Promise<void> {
  await playButton(page).click();
}

/** Records all messages that the next socket sends and receives. */
export function watchNextSocket(page: Page) {
  const heard: Frame[] = [];
  const waiting = new Set<() => void>();
  const note = ({ payload }: { payload: string | Buffer }) => {
    heard.push(JSON.parse(String(payload)));
    for (const look of waiting) look();
  };
  page.once('websocket', (socket) => socket.on('framesent', note).on('framereceived', note));
  return {
    heard,
    find: (isIt: (frame: Frame) => boolean) =>
      new Promise<Frame>((done) => {
        const look = () => {
          const found = heard.find(isIt);
          if (!found) return;
          waiting.delete(look);
          done(found);
        };
        waiting.add(look);
        look();
      }),
  };
}
