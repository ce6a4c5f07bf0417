import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Belongs to no room. Runs first, and refuses to run on a Node that is too old. */
const APART = 'src/check-node.js';
/** An import or an export from another file, except `import type`. */
const IMPORT = /^(?:import|export) (?!type )[^;]*?['"](\.{1,2}\/[^'"]+)['"]|\bimport\(['"](\.{1,2}\/[^'"]+)['"]\)/gms;

/** The rooms, in the order of docs/architecture.md. A room may import only from rooms before it. */
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

  it('import only from themselves and from rooms above them in the list', () => {
    const upward = edges().filter(([file, target]) => rooms.indexOf(roomOf(target)) > rooms.indexOf(roomOf(file)));
    expect(upward).toEqual([]);
  });

  it('have at most 24 files each', () => {
    const counts = new Map(rooms.map((room) => [room, 0]));
    for (const file of imports.keys()) counts.set(roomOf(file), (counts.get(roomOf(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 24)).toEqual([]);
  });

  it('have no index.ts', () => {
    expect([...imports.keys()].filter((file) => basename(file) === 'index.ts')).toEqual([]);
  });
});

describe('files', () => {
  it('have no import cycle, not even within a room', () => {
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

  it('named store.ts import only src/db/ and files named table, store, lookup, visibility, blocks or kind', () => {
    const allowed = /(^src\/db\/|\/(table|store|lookup|visibility|blocks|kind)\.ts$)/;
    const others = edges().filter(([file, target]) => basename(file) === 'store.ts' && !allowed.test(target));
    expect(others).toEqual([]);
  });

  it('that import from more than 15 rooms are only context.ts and schema.ts in src/schema/', () => {
    const importsMany = [...imports].filter(([, targets]) => new Set(targets.map(roomOf)).size > 15);
    expect(importsMany.map(([file]) => file).sort()).toEqual(['src/schema/context.ts', 'src/schema/schema.ts']);
  });

  it('read environment variables only in main.ts and cli/', () => {
    const readers = [...sources].filter(([, source]) => source.includes('process.env')).map(([file]) => file);
    expect(readers.filter((file) => file !== 'src/main.ts' && !file.startsWith('src/cli/'))).toEqual([]);
  });

  it('define mutations only with defineMutation, which also opens their transactions', () => {
    const named = (text: string) => [...sources].filter(([, source]) => source.includes(text)).map(([file]) => file);
    // `recordView` needs no transaction, because it counts in memory.
    expect(named('.mutationField').sort()).toEqual(['src/most-read/mutations.ts', 'src/writing/mutation.ts']);
    const callers = edges().filter(([, target]) => target === 'src/writing/log.ts');
    expect(callers.map(([file]) => file).sort()).toEqual([
      'src/cli/token.ts',
      'src/event-log/clock.ts',
      'src/ingest/store/lane.ts',
      'src/writing/mutation.ts',
    ]);
    const below = rooms.slice(0, rooms.indexOf('src/ingest/contract/'));
    // clock.ts also deletes old events. This transaction writes no events, so it does not need `writeLogged`.
    const transactions = named('.transaction(').filter((file) => below.includes(roomOf(file)));
    expect(transactions).toEqual(['src/event-log/clock.ts']);
  });
});
