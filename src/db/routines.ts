import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { findSqlState } from './collision.js';

/**
 * How long a statement waits for a table. Readers and writers that come later queue behind it, so the wait is short. It is
 * shorter than PostgreSQL's deadlock_timeout (1 s): in a deadlock with a writer we give way, and the writer goes on.
 */
const LOCK_TIMEOUT_MS = 500;
/** The pause between two attempts, in which readers and writers go on. */
const PAUSE_MS = 500;
/** How long it is tried. Then the start fails: an operator has to see why a transaction stays open so long. */
const PATIENCE_MS = 60_000;

/** The record of what is ours. The hash is null where the thing itself is gone: a migration or somebody dropped it. */
const RECORD = `
  select name, case when name in (
    select format('function %s(%s)', proname, pg_get_function_identity_arguments(oid)) from pg_proc
      where pronamespace = current_schema()::regnamespace
    union all select format('trigger %s on %s', tgname, tgrelid::regclass) from pg_trigger) then hash end as hash
  from drizzle.routines`;

/** A function or a trigger, as a file has it. */
interface Routine {
  /** As `drop` takes it: `function log_now()`, `trigger tags_renamed on tags`. */
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

/** How the database differs from the files. */
interface Plan {
  readonly changed: readonly Routine[];
  readonly gone: readonly string[];
  /** The names in the database's record: only these may be replaced or dropped. */
  readonly known: ReadonlySet<string>;
}

/**
 * Makes the database's functions and triggers those of a folder's files, in one transaction. Only what differs is touched:
 * where nothing differs, that is one query, and a function that changed locks no table. The caller holds the
 * lock of migrations. Answers how many functions and triggers there are, and how many were new or changed.
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
  if (changed.length + gone.length > 0) {
    await whileTablesAreInUse(patienceMs, () => apply(connection, { changed, gone, known: new Set(hashes.keys()) }));
  }
  return { total: wanted.size, changed: changed.length };
}

/** Functions and triggers by name: file after file in the order of their names, each from top to bottom. */
async function readRoutines(folder: string): Promise<Map<string, Routine>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return new Map(texts.flatMap(splitStatements).map((routine) => [routine.name, routine]));
}

/** A statement begins at a line that begins with `create`. Comments between statements are left out. */
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
 * Name and SQL of each statement. Triggers call functions, so old triggers go first and new ones come last. A function is
 * replaced in place: others may be calling it. A trigger is dropped and made anew: PostgreSQL can't replace a constraint
 * trigger. Only names of the record are replaced or dropped. Where an operator's function has the name of a new one of
 * ours, PostgreSQL refuses, and the start fails.
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

/** A lock timeout, or a deadlock. */
function isTableInUse(error: unknown): boolean {
  return /^(?:55P03|40P01)$/.test(findSqlState(error)?.code ?? '');
}
