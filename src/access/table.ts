import { sql } from 'drizzle-orm';
import { char, integer, type PgColumn, pgEnum, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from '../db/columns.js';

export const tokenRole = pgEnum('token_role', ['contributor', 'editor', 'publisher', 'admin']);

/** The gateway's own API tokens. A token is shown once, when it is created. Only its hash is stored. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    name: text('name').notNull(),
    role: tokenRole('role').notNull(),
    /** SHA-256 of the token, in hexadecimal. */
    hash: char('hash', { length: 64 }).notNull(),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    expiresAt: moment('expires_at'),
    revokedAt: moment('revoked_at'),
  },
  (table) => [uniqueIndex('api_tokens_by_hash').on(table.hash)],
);

/** Selects a row by id. The cast prevents an error if the id is too large for the column: no row has such an id. */
export function hasId(table: { readonly id: PgColumn }, id: number) {
  return sql`${table.id} = ${id}::bigint`;
}

/** The time of a revocation. A row that was revoked before keeps its first time. */
export function firstRevocation(table: { readonly revokedAt: PgColumn }, now: Date) {
  return { revokedAt: sql`coalesce(${table.revokedAt}, ${now.toISOString()}::timestamptz)` };
}

/** Secret keys that all gateways of one database share. The first gateway that needs a key creates it. */
export const secrets = pgTable('secrets', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
  createdAt: moment('created_at').notNull().default(sql`now()`),
});
