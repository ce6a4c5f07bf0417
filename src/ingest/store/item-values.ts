import { createHash } from 'node:crypto';
import type { NewItemColumns } from '../../item/write.js';
import { columnsOf } from '../../kinds/columns.js';
import type { ContentDraft } from '../document/draft.js';

/** Dates that an item has already. */
interface Dates {
  readonly publishedAt: Date | null;
  readonly firstPublishedAt: Date | null;
}

/** Tells whether a draft is the one that was imported last; the order in which fields are declared makes no difference. */
export function hashDraft(draft: ContentDraft): string {
  const fields = Object.entries(draft).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** What a draft decides of its item's row; its address comes after, from what is free. */
export type ItemValues = Omit<NewItemColumns, 'slug' | 'path' | 'version'>;

/** The columns of an item's row, apart from its address and the ids of its section and series. */
export function contentValues(
  draft: ContentDraft & { language: string },
  existing: Dates | undefined,
  now: Date,
): ItemValues {
  const { headline, language, sourceId, sourceUrl = null, status, type } = draft;
  const isWithdrawn = status === 'WITHDRAWN';
  const published =
    draft.publishedAt ?? existing?.publishedAt ?? (status === 'PUBLISHED' ? (draft.updatedAt ?? now) : null);
  const blocks = [draft.body, ...draft.posts.map((post) => post.body)].flat();
  return {
    ...columnsOf(draft, blocks),
    ...{ type, language, headline, sourceId, sourceUrl },
    state: status === 'PUBLISHED' ? 'RELEASED' : status,
    publishedAt: published,
    firstPublishedAt: readFirstPublished(draft, existing, published, now),
    updatedAt: draft.updatedAt ?? published ?? now,
    withdrawnAt: isWithdrawn ? (draft.withdrawnAt ?? now) : null,
    withdrawnReason: isWithdrawn ? (draft.withdrawnReason ?? null) : null,
    createdBy: null,
    sourceHash: hashDraft(draft),
  };
}

/** Once readers could see an item this never changes; before, the date of a draft or of a plan is not yet it. */
function readFirstPublished(
  draft: ContentDraft,
  existing: Dates | undefined,
  published: Date | null,
  now: Date,
): Date | null {
  const known = existing?.firstPublishedAt;
  if (known && known <= now) return known;
  const { embargoedUntil: embargo, firstPublishedAt: said, status } = draft;
  if (said || status !== 'PUBLISHED') return said ?? null;
  return published && embargo && embargo > published ? embargo : published;
}
