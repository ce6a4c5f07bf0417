import { sql } from 'drizzle-orm';
import { bigint, char, integer, pgEnum, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { contentItems } from '../content/table.js';
import { moment } from '../db/columns.js';

export const tokenRole = pgEnum('token_role', ['contributor', 'editor', 'publisher', 'admin']);

/** API tokens of the gateway's own. The token itself is shown once and is nowhere kept. */
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

/** Links that show an item that is not public to whoever has them. The link itself is signed, and nowhere kept. */
export const previewLinks = pgTable('preview_links', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  contentId: bigint('content_id', { mode: 'number' })
    .notNull()
    .references(() => contentItems.id, { onDelete: 'cascade' }),
  /** The API token that made it, which it ends with; null for an account of the identity provider. */
  tokenId: integer('token_id').references(() => apiTokens.id, { onDelete: 'cascade' }),
  /** The key of who made it, and their name. */
  creator: text('creator').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  revokedAt: moment('revoked_at'),
});

/** What a writer has done under a key of its own: asked again, it gets the same answer. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** Whose key it is. */
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of what was asked: another request with the same key is a mistake. */
    requestHash: char('request_hash', { length: 64 }).notNull(),
    /** What came of it. */
    subjectId: bigint('subject_id', { mode: 'number' }),
    position: bigint('position', { mode: 'number' }),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.actor, table.key] })],
);

/** Keys that the gateways of one database share, made when the first of them needs one. */
export const secrets = pgTable('secrets', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
  createdAt: moment('created_at').notNull().default(sql`now()`),
});
