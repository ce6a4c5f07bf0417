import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' };

/** The versions of the schema whose migrations made functions and triggers too: 0000 to 0008, whose SQL is in as-it-was/. */
export const OLD_VERSIONS = journal.entries.slice(0, 9).map(({ tag }) => tag);

/** Fills an empty database with the tables, functions and triggers of an earlier version. */
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

/** SQL of a version, or `rows`: rows for every table of 0007. */
export function readOldSql(name: string): Promise<string> {
  return readFile(new URL(`as-it-was/${name}.sql`, import.meta.url), 'utf8');
}
