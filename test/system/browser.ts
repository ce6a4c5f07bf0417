import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

/** The names of the program on Debian and on other systems. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** Options to run as root in a container, and without background requests. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Runs a headless Chromium with a new profile during the tests of a file. */
export function useBrowser(): () => BrowserContext {
  let browser: BrowserContext | undefined;
  let profile: string | undefined;
  beforeAll(async () => {
    const executablePath = findChromium();
    profile = await mkdtemp(join(tmpdir(), 'dateline-browser-'));
    browser = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    if (profile !== undefined) await rm(profile, { recursive: true, force: true });
  });
  return () => {
    if (!browser) throw new Error('the browser has not started yet: call this function only in a test');
    return browser;
  };
}

function findChromium(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found === undefined) {
    throw new Error(
      `These tests need Chromium, but PATH has no program ${NAMES.join(' or ')}: apt-get install chromium`,
    );
  }
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
