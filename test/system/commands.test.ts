import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hasServer, type StartedProcess, startNode, startProgram, useBuild, useDataDirs } from '../support/process.js';

useBuild();
const dirs = useDataDirs();

async function dateline(args: readonly string[], env: Record<string, string> = {}) {
  const command = startNode('dist/cli/main.js', args, env);
  const status = await command.ended;
  return { status, stdout: command.stdout(), stderr: command.stderr() };
}

describe('a command whose reader leaves', () => {
  it.each([
    ['export', ['export']],
    ['import', ['import', 'jsonl', 'many.jsonl']],
  ])('ends quietly with the status of SIGPIPE: %s', async (_name, args) => {
    const dir = await dirs.create();
    await mkdir(dir);
    const lines = Array.from({ length: 3000 }, (_, id) => JSON.stringify({ id, headline: `Low water ${id}` }));
    await writeFile(join(dir, 'many.jsonl'), lines.join('\n'));
    const file = (arg: string) => (arg.endsWith('.jsonl') ? join(dir, arg) : arg);
    if (args[0] === 'export') await dateline(['sample'], { DATA_DIR: dir });
    const command = startNode('dist/cli/main.js', args.map(file), { DATA_DIR: dir });
    command.child.stdout?.once('data', () => command.child.stdout?.destroy());
    expect(await command.ended).toBe(141);
    expect(command.stderr()).toMatch(/^(?:\d+ documents\n)*(?:articles: .* 0 failed\n)?$/);
    expect(await hasServer(dir)).toBe(false);
  });
});

describe('a command with a mistake', () => {
  it.each([
    ['an unknown command', ['nothing'], 'unknown command'],
    ['an unknown format', ['import', 'docx', 'a.docx'], 'html, ninjs, feed, wxr, markdown, jsonl'],
    ['no path', ['import', 'html'], 'path'],
    ['a bad language', ['import', 'html', '--language', '!!', 'a.html'], 'BCP 47'],
    ['a bad map', ['import', 'jsonl', '--map', 'nothing', 'a.jsonl'], 'headline=title'],
    ['a map for another format', ['import', 'html', '--map', 'headline=title', 'a.html'], '--map is for jsonl'],
    ['a bad time zone', ['import', 'html', '--time-zone', 'Mars/Olympus', 'a.html'], 'IANA'],
    ['an unknown option', ['export', '--nothing'], '--nothing'],
  ])('prints one line on standard error, and ends with status 1: %s', async (_fault, args, reason) => {
    const { status, stderr, stdout } = await dateline(args, { DATABASE_URL: 'postgres://127.0.0.1:1/none' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('prints one line for invalid settings, and for a database that it cannot reach', async () => {
    const settings = await dateline(['sample'], { PORT: 'ninety' });
    expect(settings).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^bad settings: PORT .*\n$/) });
    const nowhere = await dateline(['export'], { DATABASE_URL: 'postgres://u:SECRET@localhost:1/none' });
    expect(nowhere).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(/^.*localhost:1\/none.*\n$/) });
    expect(nowhere.stderr).not.toContain('SECRET');
  });
});

describe('help', () => {
  it.each([
    [['--help'], ['import', 'export', 'sample', 'schema']],
    [
      ['import', '--help'],
      ['--draft', '--language', '--time-zone', '--map', 'ninjs', 'wxr'],
    ],
  ])('is printed on standard output: %j', async (args, words) => {
    const { status, stderr, stdout } = await dateline(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const word of words) expect(stdout).toContain(word);
  });
});

describe('commands beside a running gateway', () => {
  let dir = '';
  let gateway: StartedProcess;
  beforeAll(async () => {
    dir = await dirs.create();
    gateway = startNode('dist/main.js', [], { PORT: '0', DATA_DIR: dir });
    await gateway.sees(/address: /);
  });
  afterAll(async () => {
    gateway.child.kill('SIGTERM');
    await gateway.ended;
  });

  async function ask(query: string): Promise<unknown> {
    const address = await gateway.sees(/http:\/\/[\d.]+:\d+\/graphql/);
    const response = await fetch(`${address}?${new URLSearchParams({ query })}`);
    return response.json();
  }

  it('use the gateway’s database: the gateway serves an imported article immediately, and standard output lists it', async () => {
    const file = join(dir, 'made.jsonl');
    const lines = [
      {
        id: '1',
        headline: 'Ferry timetable changes',
        body: 'The last ferry leaves at ten.',
        publishedAt: '2026-01-02T10:00:00Z',
      },
      { id: '2', headline: 'Lighthouse opens', body: 'Visitors may climb it.', publishedAt: '2026-01-03T10:00:00Z' },
    ];
    await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const { status, stderr, stdout } = await dateline(['import', 'jsonl', file], { DATA_DIR: dir });
    expect(status).toBe(0);
    expect(stderr).toContain('2 added');
    const rows = stdout.trimEnd().split('\n');
    expect(rows.map((row) => row.split('\t')[0])).toEqual([file, file]);
    const slugs = rows.map((row) => row.split('\t')[2]);
    expect(slugs.sort()).toEqual(['ferry-timetable-changes', 'lighthouse-opens']);
    expect(await ask('{ article(by: { slug: "lighthouse-opens" }) { headline } }')).toEqual({
      data: { article: { headline: 'Lighthouse opens' } },
    });
  });

  it('print only the newsroom on standard output, as JSON Lines', async () => {
    const { status, stdout } = await dateline(['export'], { DATA_DIR: dir });
    expect(status).toBe(0);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line): object => JSON.parse(line));
    expect(records.length).toBeGreaterThan(150);
  });

  it('load the sample again without duplicates, and leave the gateway running', async () => {
    const count = '{ mostRead(first: 100) { slug } }';
    const before = await ask(count);
    const { status, stdout } = await dateline(['sample'], { DATA_DIR: dir });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(JSON.stringify(await ask(count)).length).toBe(JSON.stringify(before).length);
    expect(await hasServer(dir)).toBe(true);
  });

  it('fail if a file does not exist, and do not affect the gateway', async () => {
    const { status, stderr, stdout } = await dateline(['import', 'html', join(dir, 'none.html')], { DATA_DIR: dir });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(join(dir, 'none.html'));
    expect(await ask('{ site { language } }')).toEqual({ data: { site: { language: 'en' } } });
  });

  it('run through npm as the README says', async () => {
    const npm = startProgram('npm', ['run', '-s', 'dateline', '--', 'export'], { DATA_DIR: dir });
    expect(await npm.ended).toBe(0);
    for (const line of npm.stdout().trimEnd().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });
});

describe('a command without a gateway', () => {
  it('starts the database, and stops it', async () => {
    const dir = await dirs.create();
    const { status, stderr } = await dateline(['sample'], { DATA_DIR: dir });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^the sample newsroom is there: \d+ items\n$/),
    });
    expect(await hasServer(dir)).toBe(false);
  });

  it('ends with the status 130 if it is interrupted, prints its counts, and stops the database', async () => {
    const dir = await dirs.create();
    await mkdir(dir);
    const file = join(dir, 'many.jsonl');
    const lines = Array.from({ length: 50_000 }, (_, id) => JSON.stringify({ id, headline: `Low water ${id}` }));
    await writeFile(file, lines.join('\n'));
    const command = startNode('dist/cli/main.js', ['import', 'jsonl', file], { DATA_DIR: dir });
    await vi.waitUntil(() => command.stdout() !== '', { timeout: 30_000 });
    command.child.kill('SIGINT');
    expect(await command.ended).toBe(130);
    expect(command.stderr()).toMatch(/^(?:\d+ documents\n)*articles: \d+ added, .* 0 failed\n$/);
    expect(await hasServer(dir)).toBe(false);
  });
});
