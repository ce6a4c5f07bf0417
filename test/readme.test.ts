import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = new URL('../', import.meta.url);
const read = (path: string) => readFile(new URL(path, ROOT), 'utf8');
const findAll = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('the README and the manuals in docs/', () => {
  let readme = '';
  beforeAll(async () => {
    readme = await read('README.md');
  });

  it('explain each setting that the gateway reads once, and no other setting', async () => {
    const known = findAll(await read('src/config.ts'), /^ {2}([A-Z][A-Z_]+): /gm);
    expect(known.length).toBeGreaterThan(5);
    expect(findAll(await read('docs/settings.md'), /^\| `([A-Z][A-Z_]+)` \|/gm).sort()).toEqual(known.sort());
  });

  it('name each script of package.json that people run, and no other script', async () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(await read('package.json'));
    const named = findAll(readme, /npm (?:run (?:-s )?)?(?!ci\b|run\b)([a-z][a-z:]*)/g);
    // People run neither of these: the other scripts run `build`, and `npm ci` runs `prepare`.
    const offered = Object.keys(scripts).filter((name) => name !== 'build' && name !== 'prepare');
    expect([...new Set(named)].sort()).toEqual(offered.sort());
  });

  it('name files and folders that exist', async () => {
    const manuals = (await readdir(new URL('docs/', ROOT))).map((name) => read(`docs/${name}`));
    const text = [readme, ...(await Promise.all(manuals))].join('\n');
    const named = findAll(text, /\b((?:src|test|docs|examples|drizzle|graphiql|media|sample|docker)\/[\w./-]*)/g);
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
  });
});
