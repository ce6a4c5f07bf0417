import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
/** The domains, lowest first: each may import those before it. */
const DOMAINS = [
  ...['image', 'site', 'section', 'region', 'series', 'author', 'tag', 'content'],
  ...['article', 'video', 'gallery', 'infographic', 'live-blog'],
  ...['collection', 'related', 'most-read', 'search', 'breaking', 'preview-link', 'token'],
];
/** The rooms of the gateway, lowest first: each may import those before it. What is below them imports none of them. */
const ROOMS = ['operation', 'http', 'connections', 'sse', 'websocket', 'pages', 'gateway', 'main.ts'];
/** `src/…` paths of each file and of what it imports; type-only imports are gone when the program runs. */
const imports = new Map<string, string[]>();
const sources = new Map<string, string>();

beforeAll(async () => {
  const entries = await readdir(SRC, { recursive: true });
  for (const file of entries.filter((entry) => entry.endsWith('.ts'))) {
    const source = await readFile(join(SRC, file), 'utf8');
    const specifiers = source.matchAll(/^(?:import|export) (?!type )[^;]*?['"](\.{1,2}\/[^'"]+)['"]/gms);
    const targets = [...specifiers].map(([, specifier = '']) =>
      normalize(join(dirname(file), specifier)).replace(/\.js$/, '.ts'),
    );
    sources.set(file, source);
    imports.set(file, targets);
  }
});

/** What the folders of writing may import at run time: who may do what, then what a write is. */
const BELOW_DOMAINS: Record<string, readonly string[]> = {
  access: ['access', 'db', 'errors.ts'],
  writing: ['writing', 'access', 'db', 'errors.ts', 'graphql'],
};

const folderOf = (file: string) => file.split('/')[0] ?? '';
const nameOf = (file: string) => file.split('/').at(-1) ?? '';
const edges = () =>
  [...imports].flatMap(([file, targets]) => targets.map((target): [string, string] => [file, target]));

describe('the layout', () => {
  it('has domains that import only what is below them; tables, and the rule of what is public, belong to all', () => {
    const upward = edges().filter(([file, target]) => {
      const [from, to] = [DOMAINS.indexOf(folderOf(file)), DOMAINS.indexOf(folderOf(target))];
      return from >= 0 && to > from && !['table.ts', 'blocks.ts', 'visibility.ts'].includes(nameOf(target));
    });
    expect(upward).toEqual([]);
  });

  it('keeps domains free of the gateway, the importers and the command line', () => {
    const outward = edges().filter(
      ([file, target]) =>
        DOMAINS.includes(folderOf(file)) && [...ROOMS, 'ingest', 'cli', 'sample'].includes(folderOf(target)),
    );
    expect(outward).toEqual([]);
  });

  it('has rooms of the gateway that import only what is below them', () => {
    const upward = edges().filter(([file, target]) => {
      const [from, to] = [ROOMS.indexOf(folderOf(file)), ROOMS.indexOf(folderOf(target))];
      return to > from;
    });
    expect(upward).toEqual([]);
  });

  it('lets stores import only tables, other stores below them, text rules and db', () => {
    const allowed = /(^db\/|\/(table|store|visibility|blocks)\.ts$)/;
    const others = edges().filter(([file, target]) => nameOf(file) === 'store.ts' && !allowed.test(target));
    expect(others).toEqual([]);
  });

  it('has two places that import every domain: for its loaders, and for its types', () => {
    const importsMany = [...imports].filter(([, targets]) => {
      const domains = new Set(targets.map(folderOf).filter((folder) => DOMAINS.includes(folder)));
      return domains.size > 9;
    });
    const files = importsMany.map(([file]) => file).filter((file) => !file.startsWith('ingest/'));
    expect(files.sort()).toEqual(['graphql/context.ts', 'graphql/schema.ts']);
  });

  it('keeps access and writing below the domains', () => {
    const upward = edges().filter(([file, target]) => {
      const allowed = BELOW_DOMAINS[folderOf(file)];
      return allowed && !allowed.includes(folderOf(target));
    });
    expect(upward).toEqual([]);
  });

  it('has one way to write: mutations are defined by defineMutation, and only it opens their transactions', () => {
    const named = (text: string) => [...sources].filter(([, source]) => source.includes(text)).map(([file]) => file);
    // `recordView` counts in memory.
    expect(named('.mutationField').sort()).toEqual(['most-read/mutations.ts', 'writing/mutation.ts']);
    const callers = edges().filter(([, target]) => target === 'writing/log.ts');
    expect(callers.map(([file]) => file).sort()).toEqual([
      'cli/token.ts',
      'ingest/store/lane.ts',
      'live/clock.ts',
      'writing/mutation.ts',
    ]);
    const transactions = named('.transaction(').filter((file) => DOMAINS.includes(folderOf(file)));
    expect(transactions).toEqual([]);
  });

  it('reads the environment in main.ts and cli/ only', () => {
    const readers = [...sources].filter(([, source]) => source.includes('process.env')).map(([file]) => file);
    expect(readers.filter((file) => file !== 'main.ts' && !file.startsWith('cli/'))).toEqual([]);
  });

  it('has no barrels', () => {
    expect([...imports.keys()].filter((file) => nameOf(file) === 'index.ts')).toEqual([]);
  });
});
