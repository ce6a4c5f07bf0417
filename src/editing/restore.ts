import { and, eq } from 'drizzle-orm';
import type { ContentType } from '../item/kind-names.js';
import { revisions } from '../item/table.js';
import { snapshotSchema } from '../kinds/snapshot.js';
import type { Writing } from '../writing/mutation.js';
import { notFound } from '../writing/user-faults.js';
import { findToEdit, saveChanged } from './edit.js';

interface RestoreInput {
  readonly id: string | number;
  readonly version: number;
  readonly revision: number;
}

/** Writes the text of an older revision as the newest version. The state, dates, corrections and address stay the same. */
export async function restoreItem(writing: Writing, type: ContentType, input: RestoreInput): Promise<number> {
  const item = await findToEdit(writing, type, input);
  const { contentId, postId, snapshot, version } = revisions;
  const [row] = await writing.db
    .select({ snapshot })
    .from(revisions)
    .where(and(eq(contentId, item.id), eq(postId, 0), eq(version, input.revision)));
  if (!row) throw notFound('revision', `there is no revision ${input.revision} of it`);
  const { corrections, embargoedUntil, expiresAt, publishedAt, slug, state } = item.snapshot;
  const kept = { corrections, embargoedUntil, expiresAt, publishedAt, slug, state };
  await saveChanged(writing, item, { ...snapshotSchema.parse(row.snapshot), ...kept });
  return item.id;
}
