import { createHash } from 'node:crypto';
import { kindValues } from '../../content/edit/kind-values.js';
import { bodyText, countWords } from '../../content/text.js';
import type { ContentValues } from '../../content/write.js';
import type { ContentDraft } from '../draft.js';

/** Dates that an item has already. */
interface Dates {
  readonly publishedAt: Date | null;
  readonly firstPublishedAt: Date | null;
}

/** Tells whether a draft is the one that was imported last. */
export function hashDraft(draft: ContentDraft): string {
  return createHash('sha256').update(JSON.stringify(draft)).digest('hex');
}

/** What a draft decides of its item; its address comes after, from what is free. */
export type ItemValues = Omit<ContentValues, 'slug' | 'path' | 'version'>;

/** The item's own columns, but for what it is connected to. */
export function contentValues(
  draft: ContentDraft & { language: string },
  existing: Dates | undefined,
  now: Date,
): Omit<ItemValues, 'sectionId' | 'seriesId'> {
  const isWithdrawn = draft.status === 'WITHDRAWN';
  const published =
    draft.publishedAt ?? existing?.publishedAt ?? (draft.status === 'PUBLISHED' ? (draft.updatedAt ?? now) : null);
  return {
    type: draft.type,
    language: draft.language,
    headline: draft.headline,
    standfirst: draft.standfirst ?? null,
    trailText: draft.trailText ?? null,
    label: draft.label ?? null,
    byline: draft.byline ?? null,
    genre: draft.type === 'ARTICLE' ? draft.genre : null,
    direction: draft.direction ?? null,
    mainImage: draft.mainImage ?? null,
    wordCount: countWords(bodyText(draft.body), draft.language),
    ...kindValues(draft, [draft.body, ...draft.posts.map((post) => post.body)].flat()),
    urgency: draft.urgency ?? null,
    state: draft.status === 'PUBLISHED' ? 'RELEASED' : draft.status,
    publishedAt: published,
    firstPublishedAt: readFirstPublished(draft, existing, published, now),
    updatedAt: draft.updatedAt ?? published ?? now,
    embargoedUntil: draft.embargoedUntil ?? null,
    expiresAt: draft.expiresAt ?? null,
    withdrawnAt: isWithdrawn ? (draft.withdrawnAt ?? now) : null,
    withdrawnReason: isWithdrawn ? (draft.withdrawnReason ?? null) : null,
    edNote: draft.edNote ?? null,
    createdBy: null,
    sourceId: draft.sourceId,
    sourceUrl: draft.sourceUrl ?? null,
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
