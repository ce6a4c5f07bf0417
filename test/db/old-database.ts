import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' };

/** The schema versions 0000 to 0008. Migrations to these versions also created functions and triggers. */
export const OLD_VERSIONS = journal.entries.slice(0, 9).map(({ tag }) => tag);

/** Fills an empty database with the tables, functions and triggers of an old version. */
export async function buildOldDatabase(pool: pg.Pool, version: string): Promise<void> {
  await pool.query(`create schema drizzle;
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`);
  for (const { tag, when } of journal.entries.slice(0, OLD_VERSIONS.indexOf(version) + 1)) {
    const sql = await readOldSql(tag);
    await pool.query(sql);
    const hash = createHash('sha256').update(sql).digest('hex');
    await pool.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [hash, when]);
  }
}

/** Reads the SQL of a version from as-it-was/. `rows` is SQL that adds rows to every table of version 0007. */
export function readOldSql(name: string): Promise<string> {
  return readFile(new URL(`as-it-was/${name}.sql`, import.meta.url), 'utf8');
}
