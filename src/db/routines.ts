import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { findSqlState } from './collision.js';

/**
 * How long a statement waits for a table. All that come after it wait as well, readers too, so it is short. It is shorter
 * than PostgreSQL's deadlock_timeout of a second: in a deadlock with a writer we give way, and the writer goes on.
 */
const LOCK_TIMEOUT_MS = 500;
/** How long others have the tables for themselves before the next attempt. */
const PAUSE_MS = 500;
/** How long it is tried before the start fails: a transaction that stands open so long needs somebody to look at it. */
const PATIENCE_MS = 60_000;

/** A function or a trigger, as a file has it. */
interface Routine {
  /** As `drop` takes it: `function log_now()`, `trigger tags_renamed on tags`. */
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

/** What has to be done for the database to have what the files have. */
interface Plan {
  readonly changed: readonly Routine[];
  readonly gone: readonly string[];
  /** The names that the database's record has: these are ours to replace and to drop. */
  readonly known: ReadonlySet<string>;
}

/**
 * Brings the database's functions and triggers to what the files of a folder have, in one transaction. Only what changed is
 * touched, so a function that changes locks no table. Answers how many there are, and how many were new or changed.
 * The caller holds the lock of migrations.
 */
export async function applyRoutines(
  connection: pg.Client,
  folder: string,
  patienceMs = PATIENCE_MS,
): Promise<{ readonly total: number; readonly changed: number }> {
  const wanted = await readRoutines(folder);
  const { rows } = await connection.query<{ name: string; hash: string }>('select name, hash from drizzle.routines');
  const hashes = new Map(rows.map(({ name, hash }) => [name, hash]));
  const changed = [...wanted.values()].filter(({ name, hash }) => hashes.get(name) !== hash);
  const gone = [...hashes.keys()].filter((name) => !wanted.has(name));
  if (changed.length + gone.length > 0) {
    await whileTablesAreInUse(patienceMs, () => apply(connection, { changed, gone, known: new Set(hashes.keys()) }));
  }
  return { total: wanted.size, changed: changed.length };
}

/** By name, in the order in which the files have them: by the file's name, then from top to bottom. */
async function readRoutines(folder: string): Promise<Map<string, Routine>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return new Map(texts.flatMap(splitStatements).map((routine) => [routine.name, routine]));
}

/** A statement begins with a line that begins with `create`. Comments between statements belong to none. */
function splitStatements(text: string): Routine[] {
  const [, ...statements] = text.replace(/^--.*$/gm, '').split(/^(?=create )/m);
  return statements.map((statement) => {
    const sql = statement.trim();
    return { name: readName(sql), sql, hash: createHash('sha256').update(sql).digest('hex') };
  });
}

function readName(sql: string): string {
  const line = sql.replace(/\s+/g, ' ');
  const [, func] = /^create (function \w+\([^)]*\))/.exec(line) ?? [];
  const [, trigger, table] = /^create (?:constraint )?(trigger \w+) .*?( on \w+)/.exec(line) ?? [];
  if (func) return func;
  if (trigger && table) return trigger + table;
  throw new Error(`a statement makes neither a function nor a trigger: ${line.slice(0, 80)}`);
}

async function apply(connection: pg.Client, plan: Plan): Promise<void> {
  const { changed, gone } = plan;
  await connection.query(`begin; set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
  try {
    for (const [name, sql] of listStatements(plan)) await connection.query(sql).catch(explainFor(name));
    await connection.query('delete from drizzle.routines where name = any($1)', [gone]);
    await connection.query(
      `insert into drizzle.routines (name, hash) select * from unnest($1::text[], $2::text[])
       on conflict (name) do update set hash = excluded.hash`,
      [changed.map(({ name }) => name), changed.map(({ hash }) => hash)],
    );
    await connection.query('commit');
  } catch (error) {
    await connection.query('rollback');
    throw error;
  }
}

/**
 * Name and SQL of each statement, in the order in which things depend on each other. A function is replaced, as others may
 * be calling it. A trigger is dropped and made anew, as PostgreSQL replaces no constraint trigger. What is not ours is
 * neither: where something else has the name, PostgreSQL says so and nothing is done.
 */
function listStatements({ changed, gone, known }: Plan): [name: string, sql: string][] {
  const isTrigger = (name: string) => name.startsWith('trigger ');
  const drop = (name: string): [string, string] => [name, `drop ${name.replace(' ', ' if exists ')}`];
  const create = ({ name, sql }: Routine): [string, string] => [
    name,
    known.has(name) ? sql.replace(/^create function/, 'create or replace function') : sql,
  ];
  const oldTriggers = [...gone, ...changed.map(({ name }) => name)].filter(
    (name) => isTrigger(name) && known.has(name),
  );
  return [
    ...oldTriggers.map(drop),
    ...changed.filter(({ name }) => !isTrigger(name)).map(create),
    ...gone.filter((name) => !isTrigger(name)).map(drop),
    ...changed.filter(({ name }) => isTrigger(name)).map(create),
  ];
}

function explainFor(name: string): (error: Error) => never {
  return (error) => {
    const reason = isTableInUse(error) ? 'a transaction that does not end has its table' : error.message;
    throw new Error(`the schema can't be brought up to date: ${name}: ${reason}`, { cause: error });
  };
}

async function whileTablesAreInUse(patienceMs: number, run: () => Promise<void>): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isTableInUse(error) || performance.now() > end) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

/** A lock that was not to be had in time, or a deadlock. */
function isTableInUse(error: unknown): boolean {
  return /^(?:55P03|40P01)$/.test(findSqlState(error)?.code ?? '');
}
