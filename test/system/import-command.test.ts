import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { line } from '../ingest/pipeline/importing.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', TSX, MAIN, 'import', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, DATABASE_URL: database().url, PUBLIC_URL: 'https://news.example' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { stdout, stderr, status };
}

describe('the import command', () => {
  it('prints file, id, slug and url of each article, reports failures on standard error, and then ends with status 1', async () => {
    const lines = [line({ headline: 'First' }), 'not JSON\n', line({ headline: 'مدّ', related: ['nowhere'] })];
    await writeFile(join(folder, 'a.jsonl'), lines.join(''));
    const { status, stderr, stdout } = await run('jsonl', 'a.jsonl');
    expect(stdout.split('\n').map((row) => row.split('\t'))).toEqual([
      ['a.jsonl', expect.stringMatching(/^\w+=*$/), 'first', 'https://news.example/news/first'],
      ['a.jsonl', expect.stringMatching(/^\w+=*$/), 'مدّ', `https://news.example/news/${encodeURI('مدّ')}`],
      [''],
    ]);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^failed: a\.jsonl, line 2: not JSON: /),
      'unlinked: test:مدّ: it names what is not here: nowhere',
      'articles: 2 added, 0 updated, 0 unchanged, 0 skipped, 1 failed',
    ]);
    expect(status).toBe(1);
  });

  it('prints with --dry-run what an import would do, and imports nothing', async () => {
    await writeFile(join(folder, 'c.jsonl'), [line({ headline: 'Rehearsed' }), 'not JSON\n'].join(''));
    const rehearsed = await run('jsonl', '--dry-run', 'c.jsonl');
    expect(rehearsed.stdout).toBe('c.jsonl\t-\trehearsed\thttps://news.example/news/rehearsed\tadded\n');
    expect(rehearsed.stderr).toMatch(
      /^failed: c\.jsonl, line 2: .*\ndry run, nothing is stored: articles: 1 added, 0 updated, .* 1 failed\n$/,
    );
    expect(rehearsed.status).toBe(1);
    const [, , slug] = (await run('jsonl', 'c.jsonl')).stdout.split('\t');
    expect(slug).toBe('rehearsed');
  }, 90_000);

  it('prints with --dry-run the id of an existing item', async () => {
    await writeFile(join(folder, 'c.jsonl'), line({ headline: 'Rehearsed' }));
    const again = await run('jsonl', '--dry-run', 'c.jsonl');
    expect(again.stdout).toMatch(/^c\.jsonl\t\w+=*\trehearsed\t.*\tunchanged\n$/);
  });

  it('ends with status 0 if nothing failed, even if the documents are unchanged', async () => {
    await writeFile(join(folder, 'b.jsonl'), line({ headline: 'Sound' }));
    expect(await run('jsonl', 'b.jsonl')).toMatchObject({ status: 0, stderr: expect.stringContaining('1 added') });
    expect(await run('jsonl', 'b.jsonl')).toMatchObject({ status: 0, stderr: expect.stringContaining('1 unchanged') });
  });

  it('refuses an unknown time zone before anything is imported', async () => {
    const { status, stderr, stdout } = await run('feed', '--time-zone', 'Mars/Olympus', 'a.rss');
    expect(stderr).toContain("'Mars/Olympus' is invalid. It must be an IANA time zone, such as UTC or Europe/Madrid.");
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  it('lists every format in its help, with a description', async () => {
    const { stdout } = await run('--help');
    for (const name of ['html', 'ninjs', 'feed', 'wxr', 'jsonl'])
      expect(stdout).toMatch(new RegExp(`^ {2}${name} +\\S.{10,}`, 'm'));
  });
});
