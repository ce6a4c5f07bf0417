import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Runs first, to refuse an old Node in plain words. It imports no other file, and no file imports it by name. */
const APART = 'src/check-node.js';
/** An import or an export from another file, except `import type`. */
const IMPORT = /^(?:import|export) (?!type )[^;]*?['"](\.{1,2}\/[^'"]+)['"]|\bimport\(['"](\.{1,2}\/[^'"]+)['"]\)/gms;

/** The rooms, in the order of docs/architecture.md: each may import those before it. */
let rooms: string[] = [];
/** The imports of each file, except `import type`. */
const imports = new Map<string, string[]>();
const sources = new Map<string, string>();

beforeAll(async () => {
  const document = await readFile(join(ROOT, 'docs/architecture.md'), 'utf8');
  rooms = [...document.matchAll(/^\| `(src\/[^`]+)` \|/gm)].flatMap(([, room = '']) => room);
  const entries = await readdir(join(ROOT, 'src'), { recursive: true });
  for (const file of entries.filter((entry) => entry.endsWith('.ts')).map((entry) => join('src', entry))) {
    const source = await readFile(join(ROOT, file), 'utf8');
    const targets = [...source.matchAll(IMPORT)].map(([, specifier, lazily]) =>
      normalize(join(dirname(file), specifier ?? lazily ?? '')).replace(/\.js$/, '.ts'),
    );
    sources.set(file, source);
    imports.set(file, targets);
  }
});

const roomOf = (file: string) => (dirname(file) === 'src' ? file : `${dirname(file)}/`);
const edges = () =>
  [...imports].flatMap(([file, targets]) => targets.map((target): [string, string] => [file, target]));

describe('the rooms of src', () => {
  it('are all in docs/architecture.md, each once', () => {
    const there = new Set([...imports.keys()].map(roomOf));
    expect(rooms.toSorted()).toEqual([...there].toSorted());
    expect(rooms).not.toContain(APART);
  });

  it('import only what is in them or above them in that list: one order, no cycle', () => {
    const upward = edges().filter(([file, target]) => rooms.indexOf(roomOf(target)) > rooms.indexOf(roomOf(file)));
    expect(upward).toEqual([]);
  });

  it('have no more than two dozen files each', () => {
    const counts = new Map(rooms.map((room) => [room, 0]));
    for (const file of imports.keys()) counts.set(roomOf(file), (counts.get(roomOf(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 24)).toEqual([]);
  });

  it('have no barrels', () => {
    expect([...imports.keys()].filter((file) => basename(file) === 'index.ts')).toEqual([]);
  });
});

describe('files', () => {
  it('have no cycle of imports among them, within a room either', () => {
    const closed = new Set<string>();
    const circles: string[][] = [];
    const walk = (file: string, above: readonly string[]): void => {
      if (above.includes(file)) circles.push([...above.slice(above.indexOf(file)), file]);
      if (closed.has(file) || above.includes(file)) return;
      for (const target of imports.get(file) ?? []) walk(target, [...above, file]);
      closed.add(file);
    };
    for (const file of imports.keys()) walk(file, []);
    expect(circles).toEqual([]);
  });

  it('that hold SQL import only tables, other stores, the lookup of items, the rule of what is visible, and the database', () => {
    const allowed = /(^src\/db\/|\/(table|store|lookup|visibility|blocks|kind)\.ts$)/;
    const others = edges().filter(([file, target]) => basename(file) === 'store.ts' && !allowed.test(target));
    expect(others).toEqual([]);
  });

  it('of two names alone import every domain: for its loaders, and for its types', () => {
    const importsMany = [...imports].filter(([, targets]) => new Set(targets.map(roomOf)).size > 15);
    expect(importsMany.map(([file]) => file).sort()).toEqual(['src/schema/context.ts', 'src/schema/schema.ts']);
  });

  it('read the environment in main.ts and cli/ only', () => {
    const readers = [...sources].filter(([, source]) => source.includes('process.env')).map(([file]) => file);
    expect(readers.filter((file) => file !== 'src/main.ts' && !file.startsWith('src/cli/'))).toEqual([]);
  });

  it('have one way to write: mutations are defined by defineMutation, and only it opens their transactions', () => {
    const named = (text: string) => [...sources].filter(([, source]) => source.includes(text)).map(([file]) => file);
    // `recordView` counts in memory.
    expect(named('.mutationField').sort()).toEqual(['src/most-read/mutations.ts', 'src/writing/mutation.ts']);
    const callers = edges().filter(([, target]) => target === 'src/writing/log.ts');
    expect(callers.map(([file]) => file).sort()).toEqual([
      'src/cli/token.ts',
      'src/event-log/clock.ts',
      'src/ingest/store/lane.ts',
      'src/writing/mutation.ts',
    ]);
    const below = rooms.slice(0, rooms.indexOf('src/ingest/contract/'));
    // Pruning deletes old events, and changes nothing that is logged.
    const transactions = named('.transaction(').filter((file) => below.includes(roomOf(file)));
    expect(transactions).toEqual(['src/event-log/clock.ts']);
  });
});
