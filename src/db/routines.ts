import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { findSqlState } from './collision.js';

/**
 * The longest wait of a statement for a locked table, in ms. Other statements queue behind the waiting statement. In a
 * deadlock, this statement fails first, because the wait is shorter than PostgreSQL's deadlock_timeout (1 s).
 */
const LOCK_TIMEOUT_MS = 500;
/** The pause between two attempts, in ms. During the pause, readers and writers continue. */
const PAUSE_MS = 500;
/** The time for all attempts, in ms. After it, the start fails: an operator can then find the blocking transaction. */
const PATIENCE_MS = 60_000;

/** Reads the functions and triggers that Dateline has created, with their hashes. A dropped one has the hash null. */
const RECORD = `
  select name, case when name in (
    select format('function %s(%s)', proname, pg_get_function_identity_arguments(oid)) from pg_proc
      where pronamespace = current_schema()::regnamespace
    union all select format('trigger %s on %s', tgname, tgrelid::regclass) from pg_trigger) then hash end as hash
  from drizzle.routines`;

/** A function or a trigger in a file. */
interface Routine {
  /** The name in the form that `drop` takes: `function log_now()`, `trigger tags_renamed on tags`. */
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

/** The differences between the database and the files. */
interface Plan {
  readonly changed: readonly Routine[];
  readonly gone: readonly string[];
  /** The names in the database's record. Only these may be replaced or dropped. */
  readonly known: ReadonlySet<string>;
}

/**
 * Makes the database's functions and triggers the same as those in the files of a folder, in one transaction. If
 * nothing differs, only one query runs. The caller must hold the advisory lock of migrations. Returns the number of all
 * functions and triggers, and how many are new or changed.
 */
export async function applyRoutines(
  connection: pg.Client,
  folder: string,
  patienceMs = PATIENCE_MS,
): Promise<{ readonly total: number; readonly changed: number }> {
  const wanted = await readRoutines(folder);
  const { rows } = await connection.query<{ name: string; hash: string | null }>(RECORD);
  const hashes = new Map(rows.map(({ name, hash }) => [name, hash]));
  const changed = [...wanted.values()].filter(({ name, hash }) => hashes.get(name) !== hash);
  const gone = [...hashes.keys()].filter((name) => !wanted.has(name));
  const plan = { changed, gone, known: new Set(hashes.keys()) };
  if (changed.length + gone.length > 0) await retryWhileTablesAreInUse(patienceMs, () => apply(connection, plan));
  return { total: wanted.size, changed: changed.length };
}

/** Reads the functions and triggers of a folder, by name. The files are read in the order of their names. */
async function readRoutines(folder: string): Promise<Map<string, Routine>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return new Map(texts.flatMap(splitStatements).map((routine) => [routine.name, routine]));
}

/** Splits a file into statements. A statement starts with a line that begins with `create`. Comments are removed. */
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
    for (const [name, sql] of listStatements(plan)) {
      await connection.query(sql).catch((error: Error) => explain(name, error));
    }
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
 * Lists the statements of a plan, each with the name of its function or trigger. Triggers call functions, so old
 * triggers are dropped first, and new triggers are created last. A function is replaced in place, because other
 * transactions may call it. A trigger is dropped and created again, because PostgreSQL can't replace a constraint
 * trigger. An operator's own functions and triggers are not replaced: if a new one has the same name, the start fails.
 */
function listStatements({ changed, gone, known }: Plan): [name: string, sql: string][] {
  const isTrigger = (name: string) => name.startsWith('trigger ');
  const drop = (name: string): [string, string] => [name, `drop ${name.replace(' ', ' if exists ')}`];
  const create = ({ name, sql }: Routine): [string, string] => {
    return [name, known.has(name) ? sql.replace(/^create function/, 'create or replace function') : sql];
  };
  const changedTriggers = changed.filter(({ name }) => isTrigger(name));
  const replacedTriggers = changedTriggers.map(({ name }) => name).filter((name) => known.has(name));
  return [
    ...[...gone.filter(isTrigger), ...replacedTriggers].map(drop),
    ...changed.filter(({ name }) => !isTrigger(name)).map(create),
    ...gone.filter((name) => !isTrigger(name)).map(drop),
    ...changedTriggers.map(create),
  ];
}

function explain(name: string, error: Error): never {
  const reason = isTableInUse(error) ? 'a transaction that stays open holds its table' : error.message;
  throw new Error(`the schema can't be brought up to date: ${name}: ${reason}`, { cause: error });
}

async function retryWhileTablesAreInUse(patienceMs: number, run: () => Promise<void>): Promise<void> {
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

/** True if an error is a lock timeout or a deadlock. */
function isTableInUse(error: unknown): boolean {
  return /^(?:55P03|40P01)$/.test(findSqlState(error)?.code ?? '');
}
