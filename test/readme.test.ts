import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = new URL('../', import.meta.url);
const read = (path: string) => readFile(new URL(path, ROOT), 'utf8');
const findAll = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('the README', () => {
  let readme = '';
  beforeAll(async () => {
    readme = await read('README.md');
  });

  it('explains every setting that the gateway reads, once, and no other', async () => {
    const known = findAll(await read('src/config.ts'), /^ {2}([A-Z][A-Z_]+): /gm);
    expect(known.length).toBeGreaterThan(5);
    expect(findAll(readme, /^\| `([A-Z][A-Z_]+)` \|/gm).sort()).toEqual(known.sort());
  });

  it('names every script of package.json that people run, and no other', async () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(await read('package.json'));
    const named = findAll(readme, /npm (?:run (?:-s )?)?(?!ci\b|run\b)([a-z][a-z:]*)/g);
    // `npm start` and the rest build by themselves, and `npm ci` prepares.
    const offered = Object.keys(scripts).filter((name) => name !== 'build' && name !== 'prepare');
    expect([...new Set(named)].sort()).toEqual(offered.sort());
  });

  it('names files and folders that are there', () => {
    const named = findAll(readme, /\b((?:src|test|docs|examples|drizzle|media)\/[\w./-]*)/g);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
  });
});
