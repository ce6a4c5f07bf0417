import { bigint, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { apiTokens } from '../access/table.js';
import { moment } from '../db/columns.js';
import { contentItems } from '../item/table.js';

/** Links that show one hidden item to everybody who has the link. The address, with a signed token, is not stored. */
export const previewLinks = pgTable('preview_links', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  contentId: bigint('content_id', { mode: 'number' })
    .notNull()
    .references(() => contentItems.id, { onDelete: 'cascade' }),
  /** The API token that created the link. Revoking the token ends the link. Null if an account created the link. */
  tokenId: integer('token_id').references(() => apiTokens.id, { onDelete: 'cascade' }),
  /** The `Identity.key` of the caller who created the link. */
  creator: text('creator').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  revokedAt: moment('revoked_at'),
});
