import { readdir, readFile } from 'node:fs/promises';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../src/schema/schema.js';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const FOLDER = new URL('../../examples/operations/', import.meta.url);
/** The most SQL statements that each operation may send, for lists of any length. */
const BUDGETS: Record<string, number> = {
  ArticlePage: 16,
  SectionFront: 10,
  Latest: 8,
  Search: 8,
  AuthorPage: 6,
  TagPage: 6,
  CollectionPage: 7,
  LiveBlogPage: 6,
  Sync: 4,
  TickerStart: 6,
  Tombstone: 3,
};
/** The operations that are subscriptions. They are tested in test/live. */
const SUBSCRIPTIONS = ['BreakingTicker', 'ContentChanges'];

const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.graphql')).map((file) => file.slice(0, -8));
const names = files.filter((name) => !SUBSCRIPTIONS.includes(name));

async function readVariables(name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(new URL(`${name}.variables.json`, FOLDER), 'utf8'));
}

describe('the operations in examples/', () => {
  it('are all in BUDGETS or SUBSCRIPTIONS', () => {
    expect([...files].sort()).toEqual([...Object.keys(BUDGETS), ...SUBSCRIPTIONS].sort());
  });

  it.each([...SUBSCRIPTIONS.map((name) => `operations/${name}`), ...['live/LiveBlogPosts', 'newsroom/Editorial']])(
    'are valid as written: %s',
    async (name) => {
      const text = await readFile(new URL(`../../examples/${name}.graphql`, import.meta.url), 'utf8');
      expect(validate(schema, parse(text))).toEqual([]);
    },
  );

  describe.each(names)('%s', (name) => {
    it('is valid as written', async () => {
      expect(validate(schema, parse(await readOperation(name)))).toEqual([]);
    });

    it('returns no error and no null root field for the sample newsroom', async () => {
      const { data, errors, status } = await gateway().ask(await readOperation(name), await readVariables(name));
      expect(errors).toBeUndefined();
      expect(status).toBe(200);
      for (const [field, value] of Object.entries(data)) expect(value, field).not.toBeNull();
    });

    it.each([1, 5, 20, 100])(`sends at most ${BUDGETS[name]} SQL statements with lists of %i`, async (first) => {
      const operation = (await readOperation(name)).replace(/first: \d+/g, `first: ${Math.min(first, 50)}`);
      database().statements.length = 0;
      const { errors } = await gateway().ask(operation, { ...(await readVariables(name)), first });
      expect(errors).toBeUndefined();
      expect(database().statements.length).toBeGreaterThan(0);
      expect(database().statements.length).toBeLessThanOrEqual(BUDGETS[name] ?? 0);
    });
  });
});
