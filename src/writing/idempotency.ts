import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { deleteEach } from '../db/each-row.js';
import type { Writing } from './mutation.js';
import { idempotencyKeys } from './table.js';
import { invalid } from './user-faults.js';

const HOURS_KEPT = 24;
/** The most keys that one statement deletes, so that it never locks many rows. */
const PRUNED_AT_ONCE = 1000;
/** The most keys that one pruning deletes. */
const MOST_PRUNED = 100_000;

/** The options of the input field that has the key. */
export const IDEMPOTENCY_KEY = {
  description: `A name that you choose for this request; not empty. If the answer is lost, send the same request again with the same name. Within ${HOURS_KEPT} hours, the repeated request writes nothing and gets the first result.`,
  longest: 200,
};

/** Returns the key in a mutation's input, or null. */
export function readKey(input: Readonly<Record<string, unknown>>): string | null {
  const { idempotencyKey: key } = input;
  if (key === '') throw invalid('idempotencyKey', 'must not be empty');
  return typeof key === 'string' ? key : null;
}

/**
 * Runs a request once for each key. A repeated request gets the result of the first request. The key is committed
 * together with the written row. So a failed request leaves no key, and a concurrent request with this key waits.
 */
export async function runOnce<Result extends { readonly id: number }>(
  { caller, db, now }: Pick<Writing, 'caller' | 'db' | 'now'>,
  key: string | null,
  request: readonly [mutation: string, input: object],
  run: () => Promise<Result>,
): Promise<Result | { readonly id: number; readonly position: number }> {
  if (key === null) return run();
  const actor = caller.identity.key;
  if (actor === null) throw new Error('an anonymous caller has an idempotency key');
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const own = and(eq(idempotencyKeys.actor, actor), eq(idempotencyKeys.key, key));
  // With these settings, the commit adds the log's position to the stored key: see `writeLogged`.
  const settings = sql`set_config('dateline.key_actor', ${actor}, true) || set_config('dateline.key', ${key}, true)`;
  for (;;) {
    const insert = db.insert(idempotencyKeys).values({ actor, key, requestHash, createdAt: now });
    const taken = await insert.onConflictDoNothing().returning({ settings });
    if (taken.length > 0) {
      const result = await run();
      await db.update(idempotencyKeys).set({ subjectId: result.id }).where(own);
      return result;
    }
    const [first] = await db.select().from(idempotencyKeys).where(own);
    // The key was pruned between the two statements, so it is free now.
    if (!first) continue;
    if (first.requestHash !== requestHash) throw invalid('idempotencyKey', 'was used for another request');
    if (first.subjectId === null || first.position === null) throw new Error('an idempotency key has no result');
    return { id: first.subjectId, position: first.position };
  }
}

type OldKey = { readonly actor: string; readonly key: string };

/** Deletes old keys, and returns the number of deleted keys. */
export async function pruneIdempotencyKeys(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - HOURS_KEPT * 3_600_000).toISOString();
  const { rows } = await db.execute<OldKey>(
    sql`select actor, key from idempotency_keys where created_at < ${before} order by actor, key limit ${MOST_PRUNED}`,
  );
  let total = 0;
  const remove = async (keys: readonly OldKey[]) => {
    const actors = sql.param(keys.map(({ actor }) => actor));
    const { rowCount } = await db.execute(sql`delete from idempotency_keys where (actor, key) in (
      select * from unnest(${actors}::text[], ${sql.param(keys.map(({ key }) => key))}::text[]))`);
    total += rowCount ?? 0;
  };
  for (let from = 0; from < rows.length; from += PRUNED_AT_ONCE)
    await deleteEach('idempotency keys', rows.slice(from, from + PRUNED_AT_ONCE), remove);
  return total;
}
