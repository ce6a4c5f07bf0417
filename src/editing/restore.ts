import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/client.js';
import type { ContentType } from '../item/content-kinds.js';
import { revisions } from '../item/table.js';
import { type Snapshot, snapshotSchema } from '../kinds/snapshot.js';
import type { Writing } from '../writing/mutation.js';
import { conflict, notFound } from '../writing/user-faults.js';
import { findToWrite, saveChanged } from './edit.js';

interface RestoreInput {
  readonly id: string | number;
  readonly version: number;
  readonly revision: number;
}

/** Writes the text of an older revision as the newest version. Its state, its dates and its address stay as they are. */
export async function restoreItem(writing: Writing, type: ContentType, input: RestoreInput): Promise<number> {
  const item = await findToWrite(writing, type, String(input.id), { least: 'contributor', version: input.version });
  if (item.state === 'WITHDRAWN') throw conflict('id', 'it was withdrawn: unpublish it to work on it', item.id);
  const older = await findSnapshot(writing.db, item.id, input.revision);
  if (!older) throw notFound('revision', `there is no revision ${input.revision} of it`);
  const { embargoedUntil, expiresAt, publishedAt, ...text } = older;
  const { corrections, slug, state } = item.snapshot;
  const dates = pickDates(item.snapshot);
  await saveChanged(writing, item, { ...text, ...dates, corrections, slug, state });
  return item.id;
}

function pickDates({ embargoedUntil, expiresAt, publishedAt }: Snapshot) {
  return {
    ...(publishedAt && { publishedAt }),
    ...(embargoedUntil && { embargoedUntil }),
    ...(expiresAt && { expiresAt }),
  };
}

async function findSnapshot(db: Database, contentId: number, version: number): Promise<Snapshot | undefined> {
  const [row] = await db
    .select({ snapshot: revisions.snapshot })
    .from(revisions)
    .where(and(eq(revisions.contentId, contentId), eq(revisions.postId, 0), eq(revisions.version, version)));
  return row && snapshotSchema.parse(row.snapshot);
}
