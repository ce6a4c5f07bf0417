import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { Outcome, Writing } from './mutation.js';
import { idempotencyKeys } from './table.js';
import { invalid } from './user-faults.js';

/** How long a key is remembered. */
const HOURS_KEPT = 24;
/** Keys that one statement forgets: it never holds many rows. */
const PRUNED_AT_ONCE = 1000;

/** What the field of an input says of itself. */
export const IDEMPOTENCY_KEY = {
  description: `Your own name for this request, not empty: sent again within ${HOURS_KEPT} hours, after a lost answer, it gives the first one's result and writes nothing.`,
  longest: 200,
};

/** What tells a request from others: its key, if it has one, and the name of its mutation with its input. */
interface Request {
  readonly key: string | null | undefined;
  readonly request: readonly [mutation: string, input: object];
}

/**
 * Does something once for a key of the writer's: the same request again answers what the first one gave. The key and what
 * it stands for commit together, so a try that fails leaves none behind, and one that comes meanwhile waits for it. Nothing
 * in `run` may ask the pool for another connection: those that wait may have them all.
 */
export async function once(
  writing: Writing,
  { key, request }: Request,
  run: () => Promise<number>,
): Promise<number | Outcome> {
  if (key == null) return run();
  if (key === '') throw invalid('idempotencyKey', 'must not be empty');
  const actor = writing.context.caller.identity.key;
  if (actor === null) throw new Error('who writes without a name can have no keys');
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  for (;;) {
    const own = and(eq(idempotencyKeys.actor, actor), eq(idempotencyKeys.key, key));
    if (await takeKey(writing, { actor, key, requestHash })) {
      const subjectId = await run();
      await writing.db.update(idempotencyKeys).set({ subjectId }).where(own);
      return subjectId;
    }
    const [first] = await writing.db.select().from(idempotencyKeys).where(own);
    // Forgotten between the two statements: it is free now.
    if (!first) continue;
    if (first.requestHash !== requestHash) throw invalid('idempotencyKey', 'was used for another request');
    if (first.subjectId === null || first.position === null) throw new Error('a key has no result');
    return { id: first.subjectId, position: first.position };
  }
}

/** Whether the key was free. The end of the transaction writes the position beside it: see `writeLogged`. */
async function takeKey(
  { db, now }: Writing,
  { actor, key, requestHash }: { readonly actor: string; readonly key: string; readonly requestHash: string },
): Promise<boolean> {
  const taken = await db
    .insert(idempotencyKeys)
    .values({ actor, key, requestHash, createdAt: now })
    .onConflictDoNothing()
    .returning({
      settings: sql`set_config('dateline.key_actor', ${actor}, true) || set_config('dateline.key', ${key}, true)`,
    });
  return taken.length > 0;
}

/** Forgets keys whose time is over; answers how many. */
export async function pruneIdempotencyKeys(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - HOURS_KEPT * 3_600_000).toISOString();
  let total = 0;
  for (;;) {
    const { rowCount } = await db.execute(sql`delete from idempotency_keys where (actor, key) in (
      select actor, key from idempotency_keys where created_at < ${before} limit ${PRUNED_AT_ONCE} for update skip locked)`);
    total += rowCount ?? 0;
    if ((rowCount ?? 0) < PRUNED_AT_ONCE) return total;
  }
}
