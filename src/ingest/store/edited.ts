import { sql } from 'drizzle-orm';

/** Whether somebody of the newsroom has written the item, for statements over `content_items`: what they decided of it stays theirs. */
export const isEditedHere = sql<boolean>`exists (
  select from revisions where revisions.content_id = content_items.id and revisions.post_id = 0
    and revisions.action not in ('IMPORTED', 'FOUND'))`;
