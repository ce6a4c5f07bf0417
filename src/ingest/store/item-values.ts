import type { NewItemColumns } from '../../item/write.js';
import { columnsOf } from '../../kinds/rows.js';
import type { ContentDraft } from '../contract/draft.js';
import type { Existing } from './find-item.js';
import { hashDraft, type ReadDraft } from './read-draft.js';

/**
 * The columns of an item's row that a draft decides. The address is not among them, because it depends on which slugs are
 * free.
 */
export type ItemValues = Omit<NewItemColumns, 'slug' | 'path' | 'version'>;

/** The columns of an item's row, without its address and the ids of its section and series. */
export function contentValues(draft: ReadDraft, existing: Existing | undefined, now: Date): ItemValues {
  const { headline, language, sourceId, sourceUrl = null, status, type } = draft;
  const isWithdrawn = status === 'WITHDRAWN';
  const published =
    draft.publishedAt ?? existing?.publishedAt ?? (status === 'PUBLISHED' ? (draft.updatedAt ?? now) : null);
  const blocks = [draft.body, ...draft.posts.map((post) => post.body)].flat();
  return {
    ...columnsOf(draft, blocks),
    type,
    language,
    headline,
    sourceId,
    sourceUrl,
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

/**
 * Returns the time at which readers could first see the item. A time in the past never changes. The time of a draft or of a
 * scheduled item may still change.
 */
function readFirstPublished(
  draft: ContentDraft,
  existing: Existing | undefined,
  published: Date | null,
  now: Date,
): Date | null {
  const known = existing?.firstPublishedAt;
  if (known && known <= now) return known;
  const { embargoedUntil: embargo, firstPublishedAt: stated, status } = draft;
  if (stated || status !== 'PUBLISHED') return stated ?? null;
  return published && embargo && embargo > published ? embargo : published;
}
