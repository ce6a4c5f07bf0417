import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isUntouched } from '../../src/sample/prepare.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase();
let client: pg.Client;

beforeAll(async () => {
  client = new pg.Client({ connectionString: database().url });
  await client.connect();
});
afterAll(() => client.end());

async function listTables(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Removes the constraints of a table and inserts an empty row. The caller rolls the transaction back. */
async function addRow(table: string): Promise<void> {
  const name = pg.escapeIdentifier(table);
  const { rows: constraints } = await client.query<{ name: string }>(
    'select conname as name from pg_constraint where conrelid = $1::regclass and contype <> all($2)',
    [name, ['n', 't']],
  );
  for (const constraint of constraints) {
    await client.query(`alter table ${name} drop constraint if exists ${pg.escapeIdentifier(constraint.name)} cascade`);
  }
  const { rows: columns } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and attnotnull and attidentity = ''`,
    [name],
  );
  for (const column of columns) {
    await client.query(`alter table ${name} alter column ${pg.escapeIdentifier(column.name)} drop not null`);
  }
  await client.query(`alter table ${name} disable trigger all; insert into ${name} default values`);
}

describe('a database', () => {
  it('is untouched if it has only been created', async () => {
    expect(await isUntouched(client)).toBe(true);
  });

  it('counts as used if any table has a row, except the table that migrations fill', async () => {
    const tables = await listTables();
    expect(tables.length).toBeGreaterThan(30);
    const overlooked: string[] = [];
    for (const table of tables) {
      await client.query('begin');
      await addRow(table);
      if (await isUntouched(client)) overlooked.push(table);
      await client.query('rollback');
    }
    expect(overlooked).toEqual(['log_pruning']);
    expect(await isUntouched(client)).toBe(true);
  });
});
