import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

/** The program's names on Debian and elsewhere. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** Options for running as root in a container, without background requests. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A Chromium without a window, and with a profile of its own. */
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
    if (!browser) throw new Error('the browser is there once beforeAll has run');
    return browser;
  };
}

function findChromium(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found === undefined) {
    throw new Error(
      `This suite needs Chromium, and there is no ${NAMES.join(', ')} in PATH: apt-get install chromium, or the like.`,
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
