import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ADDRESS, messagesOf, type StartedProcess, startNode, useBuild, useDataDirs } from '../support/process.js';

useBuild();
const dirs = useDataDirs();
const started: StartedProcess[] = [];

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

async function dateline(args: readonly string[], dataDir: string): Promise<string> {
  const command = startNode('dist/cli/main.js', args, { DATA_DIR: dataDir });
  expect(await command.ended, command.stderr()).toBe(0);
  return command.stdout();
}

/** Starts a gateway, returns its log line about content, and stops it. */
async function startAndStop(dataDir: string, env: Record<string, string> = {}): Promise<string | undefined> {
  const gateway = startNode('dist/main.js', [], { PORT: '0', DATA_DIR: dataDir, ...env });
  started.push(gateway);
  await gateway.sees(ADDRESS);
  gateway.child.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
  return messagesOf(gateway).find((message) => message.startsWith('content: '));
}

const SETTINGS = [
  { record: 'site', language: 'en', timeZone: 'Europe/Madrid' },
  { record: 'section', language: 'en', slug: 'news', name: 'Our news' },
  { record: 'navigation', language: 'en', menu: 'MAIN', items: [{ label: 'Ours', path: '/news' }] },
];

async function writeSettings(dir: string, records: readonly object[]): Promise<string> {
  const file = join(dir, 'settings.jsonl');
  await mkdir(dir, { recursive: true });
  await writeFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return file;
}

describe('a start', { timeout: 120_000 }, () => {
  it.each(SETTINGS)('loads no sample if the database has only a $record', async (record) => {
    const dir = await dirs.create();
    await dateline(['import', 'jsonl', await writeSettings(dir, [record])], dir);
    const before = await dateline(['export'], dir);
    expect(await startAndStop(dir)).toBe('content: what the database holds');
    expect(await dateline(['export'], dir)).toBe(before);
  });

  it('with SAMPLE=off leaves the database empty, and a later start without SAMPLE=off loads the sample', async () => {
    const dir = await dirs.create();
    expect(await startAndStop(dir, { SAMPLE: 'off' })).toMatch(/^content: none yet: /);
    expect(await dateline(['export'], dir)).toBe('');
    expect(await startAndStop(dir)).toMatch(/^content: the sample newsroom, \d+ items$/);
  });

  it('that was killed while it loaded the sample is completed by the next command, before this command writes', async () => {
    const dir = await dirs.create();
    await startAndStop(dir, { SAMPLE: 'off' });
    await writeFile(join(dir, 'sample-unfinished'), '');
    await dateline(['import', 'jsonl', await writeSettings(dir, SETTINGS)], dir);
    expect(await startAndStop(dir)).toBe('content: what the database holds');
    const records = (await dateline(['export'], dir)).split('\n');
    expect(records.filter((line) => line.includes('"record":"article"')).length).toBeGreaterThan(100);
    expect(records.find((line) => line.includes('"record":"site"'))).toContain('Europe/Madrid');
  });
});
