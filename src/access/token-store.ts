import { createHash, randomBytes } from 'node:crypto';
import { desc, getTableColumns, sql } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import { isOutage } from '../db/outage.js';
import { statement } from '../db/statement.js';
import { apiTokens, firstRevocation, hasId } from './table.js';

/** The beginning of every API token. It distinguishes API tokens from JWTs, and lets secret scanners find leaked tokens. */
export const TOKEN_PREFIX = 'dateline_';

/** The type in a token's global id. `node(id:)` does not return tokens, because only admins may see them. */
export const API_TOKEN = 'ApiToken';

/** The longest name of a token, in characters. */
export const LONGEST_TOKEN_NAME = 200;

const { hash, ...shown } = getTableColumns(apiTokens);

const selectGood = statement('good_api_token', (db) =>
  db
    .select(shown)
    .from(apiTokens)
    .where(
      sql`${apiTokens.hash} = ${sql.placeholder('hash')} and ${apiTokens.revokedAt} is null
        and (${apiTokens.expiresAt} is null or ${apiTokens.expiresAt} > ${sql.placeholder('now')})`,
    ),
);

/** A token without its hash. */
export type ApiToken = Awaited<ReturnType<typeof selectGood>>[number];

/** Creates a token and returns it with its text. The text is not stored, so it can't be read again. */
export async function createToken(
  db: Database,
  values: Pick<typeof apiTokens.$inferInsert, 'createdAt' | 'createdBy' | 'expiresAt' | 'name' | 'role'>,
): Promise<ApiToken & { readonly token: string }> {
  const token = `${TOKEN_PREFIX}${randomBytes(32).toString('base64url')}`;
  const insert = db.insert(apiTokens).values({ ...values, hash: hashToken(token) });
  const [row] = await withoutValues(insert.returning(shown));
  if (!row) throw new Error('the token was not written');
  return { ...row, token };
}

/** Finds a token that is neither expired nor revoked. */
export async function findGoodToken(db: Database, now: Date, token: string): Promise<ApiToken | undefined> {
  const [found] = await withoutValues(selectGood(db, { hash: hashToken(token), now }));
  return found;
}

/** Lists every token, the newest first, including expired and revoked ones. */
export function listTokens(db: Database): Promise<ApiToken[]> {
  return db.select(shown).from(apiTokens).orderBy(desc(apiTokens.id));
}

export async function findToken(db: Database, id: number): Promise<ApiToken | null> {
  const [found] = await db.select(shown).from(apiTokens).where(hasId(apiTokens, id));
  return found ?? null;
}

/** Revokes a token. A token that was revoked before keeps its first `revokedAt`. Returns undefined if there is no such token. */
export async function revokeToken(db: Database, id: number, now: Date): Promise<ApiToken | undefined> {
  const revocation = firstRevocation(apiTokens, now);
  const [revoked] = await db.update(apiTokens).set(revocation).where(hasId(apiTokens, id)).returning(shown);
  return revoked;
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Removes the values from a statement's error. Errors are logged, and the hash of a token must not be in the log. */
async function withoutValues<Result>(result: PromiseLike<Result>): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
    const message = `the tokens can't be read or written: ${cause?.message ?? 'the database does not say why'}`;
    // The error of an outage is about the connection, so it contains no values.
    throw new Error(message, isOutage(cause) ? { cause } : {});
  }
}
