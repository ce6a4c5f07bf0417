import { bigint, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { apiTokens } from '../access/table.js';
import { moment } from '../db/columns.js';
import { contentItems } from '../item/table.js';

/** Links that show one hidden item to everybody who has the link. The address of a link is signed and not stored. */
export const previewLinks = pgTable('preview_links', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  contentId: bigint('content_id', { mode: 'number' })
    .notNull()
    .references(() => contentItems.id, { onDelete: 'cascade' }),
  /** The API token that made the link: revoking the token ends the link. Null for an account of the identity provider. */
  tokenId: integer('token_id').references(() => apiTokens.id, { onDelete: 'cascade' }),
  /** Who made the link: `Identity.key`. */
  creator: text('creator').notNull(),
  /** The name of who made it. */
  createdBy: text('created_by').notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  revokedAt: moment('revoked_at'),
});
