import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startProgram, useBuild } from '../support/process.js';

useBuild();
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function bench(...args: string[]) {
  const { ended, stderr, stdout } = startProgram(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...args], {});
  return { status: await ended, stdout: stdout(), stderr: stderr() };
}

describe('a benchmark', () => {
  it('of search generates its own newsroom', async () => {
    const { status, stdout } = await bench('search', '--news', '300', '--articles', '5', '--items', '0');
    expect(stdout).toMatch(/rank of 5 articles, chosen at random from \d+/);
    expect(status).toBe(0);
  }, 120_000);

  it.each([
    'article-page --rounds 1 --seconds 1',
    'neighbours --subscribers 5 --texts 20 --sockets 2 --events 2 --rounds 1',
    'paging --items 300 --page 3 --runs 2',
    'import --items 100',
  ])(
    'prints a table with figures: %s',
    async (line) => {
      const { status, stderr, stdout } = await bench(...line.split(' '));
      expect(status, stderr).toBe(0);
      expect(stdout).toMatch(/\| +[\d.]+ +\|/);
    },
    120_000,
  );

  it.each([
    [
      'search',
      'nowhere.jsonl',
      /^the file nowhere\.jsonl does not exist\. Give the path of a JSON Lines file of articles/,
    ],
    ['search', '--nonsense', /^Unknown option '--nonsense'/],
    ['paging', '--nonsense', /^Unknown option '--nonsense'/],
  ])('with a bad argument prints the reason in one line: %s %s', async (name, arg, why) => {
    const { status, stderr } = await bench(name, arg);
    expect(stderr).toMatch(why);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(status).toBe(1);
  });

  it('uses no file outside the repository', async () => {
    for (const file of await readdir(join(ROOT, 'bench'))) {
      const source = await readFile(join(ROOT, 'bench', file), 'utf8');
      expect(source, file).not.toMatch(/'(?:\.\.\/){2,}/);
      const absolute = [...source.matchAll(/['"`](\/[\w.-]+\/[\w.-]+)/g)].flatMap(([, path]) => path ?? []);
      expect(absolute.filter(existsSync), file).toEqual([]);
    }
  });
});
