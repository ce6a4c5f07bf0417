import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { whileHeld } from '../support/held.js';
import { writeAs } from '../support/write.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

interface Tagged {
  readonly tag: { readonly id: string; readonly slug: string } | null;
}
interface Numbered {
  readonly id: string;
}
const hold = <Result>(statement: string, waiting: number, run: () => Promise<Result>) =>
  whileHeld(database().url, statement, waiting, run);
const codesOf = (payloads: readonly { userErrors: readonly { code: string; field: string | null }[] }[]) =>
  payloads.flatMap(({ userErrors }) => userErrors.map(({ code, field }) => `${code} ${field}`));

// Makes the token of each role before the tests, so that no token is made while a statement holds locks.
beforeAll(async () => {
  for (const role of ['editor', 'publisher', 'admin'] as const) await gateway().as(role);
});

describe('two tags that are merged into each other at the same time', () => {
  const idOf = async (slug: string) => {
    const { data } = await gateway().ask<{ tag: Numbered }>('query ($slug: String!) { tag(slug: $slug) { id } }', {
      slug,
    });
    return data.tag.id;
  };
  const merge = (from: string, into: string) =>
    writeAs<Tagged>(gateway(), 'editor', 'mergeTags', 'tag { id slug }', { from, into });
  const itemsOf = async (slug: string) => {
    const { data } = await gateway().ask<{ contentItems: { nodes: Numbered[] } }>(
      'query ($slug: String!) { contentItems(first: 100, filter: { tags: { anyOf: [$slug] } }) { nodes { id } } }',
      { slug },
    );
    return data.contentItems.nodes.map(({ id }) => id);
  };

  it('become one tag with the items of both, without a deadlock', async () => {
    const [ferries, flooding] = [await idOf('ferries'), await idOf('flooding')];
    const items = new Set([...(await itemsOf('ferries')), ...(await itemsOf('flooding'))]);
    expect(items.size).toBeGreaterThan(1);
    const merged = await hold(`select from tags where slug in ('ferries', 'flooding') for key share`, 4, () =>
      Promise.all([
        ...[merge(ferries, flooding), merge(flooding, ferries)],
        ...[merge(flooding, ferries), merge(ferries, flooding)],
      ]),
    );
    expect(merged.filter(({ tag }) => tag !== null)).toHaveLength(1);
    expect(codesOf(merged).every((code) => /^NOT_FOUND (from|into)$/.test(code))).toBe(true);
    for (const slug of ['ferries', 'flooding']) expect(new Set(await itemsOf(slug))).toEqual(items);
    const { rows } = await database().pool.query(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    );
    expect(rows).toEqual([{ deadlocks: 0 }]);
  });
});

describe('two sections that are moved below each other at the same time', () => {
  it('do not form a cycle', async () => {
    const create = async (name: string) =>
      (await writeAs<{ section: Numbered }>(gateway(), 'publisher', 'createSection', 'section { id }', { name }))
        .section.id;
    const move = (id: string, parent: string) =>
      writeAs<{ section: Numbered | null }>(gateway(), 'publisher', 'updateSection', 'section { id }', { id, parent });
    const [upper, lower] = [await create('Upper'), await create('Lower')];
    const payloads = await hold(`select from sections where slug in ('upper', 'lower') for update`, 2, () =>
      Promise.all([move(upper, lower), move(lower, upper)]),
    );
    expect(codesOf(payloads)).toEqual(['INVALID parent']);
  });
});

describe('a menu that several requests write at the same time', () => {
  it('has exactly the items of one request', async () => {
    const set = (label: string) =>
      writeAs<object>(gateway(), 'admin', 'setNavigation', 'site { name }', {
        menu: 'FOOTER',
        items: [
          { label, path: '/x', children: [{ label, path: '/y' }] },
          { label, path: '/z' },
        ],
      });
    await set('before');
    await hold(`select from navigation_items where label = 'before' for update`, 3, () =>
      Promise.all(['a', 'b', 'c'].map(set)),
    );
    const { data } = await gateway().ask('{ site { navigation(menu: FOOTER) { label children { label } } } }');
    const labels = JSON.stringify(data).match(/"label":"\w+"/g) ?? [];
    expect(labels).toHaveLength(3);
    expect(new Set(labels).size).toBe(1);
  });
});

describe('a collection whose items several requests choose at the same time', () => {
  it('has exactly the items of one request', async () => {
    const { data } = await gateway().ask<{ contentItems: { nodes: Numbered[] } }>(
      '{ contentItems(first: 4) { nodes { id } } }',
    );
    const [one = '', two = '', three = '', four = ''] = data.contentItems.nodes.map(({ id }) => id);
    const choices = [
      [one, two, three],
      [four, three],
      [two, one, four],
    ];
    const made = { title: 'Contested', items: [one] };
    const { collection } = await writeAs<{ collection: Numbered }>(
      gateway(),
      'publisher',
      'createCollection',
      'collection { id }',
      made,
    );
    await hold(`select from collections where slug = 'contested' for update`, 3, () =>
      Promise.all(
        choices.map((items) =>
          writeAs<object>(gateway(), 'publisher', 'updateCollection', 'cursor', { id: collection.id, items }),
        ),
      ),
    );
    const { data: chosen } = await gateway().ask<{ collection: { items: { nodes: Numbered[] } } }>(
      '{ collection(slug: "contested") { items { nodes { id } } } }',
    );
    expect(choices).toContainEqual(chosen.collection.items.nodes.map(({ id }) => id));
  });
});
