import type { ContentType } from '../filter.js';
import { findMedia } from '../media.js';

interface KindFacts {
  readonly type: ContentType;
  readonly audio?: unknown;
  readonly durationSeconds?: number | undefined;
  readonly images: readonly unknown[];
  readonly publishedAt?: Date | undefined;
  readonly coverageStartTime?: Date | undefined;
  readonly coverageEndTime?: Date | undefined;
}

/** What a card says of the kinds that aren't articles, and what the filters `hasVideo` and `hasAudio` go by. */
export function kindValues(fields: KindFacts, blocks: Parameters<typeof findMedia>[0]) {
  const { hasAudio, hasVideo } = findMedia(blocks);
  const isLiveBlog = fields.type === 'LIVE_BLOG';
  return {
    durationSeconds: fields.type === 'VIDEO' ? (fields.durationSeconds ?? null) : null,
    imageCount: fields.type === 'GALLERY' ? fields.images.length : null,
    coverageStartTime: isLiveBlog ? (fields.coverageStartTime ?? fields.publishedAt ?? null) : null,
    coverageEndTime: isLiveBlog ? (fields.coverageEndTime ?? null) : null,
    hasVideo: fields.type === 'VIDEO' || hasVideo,
    hasAudio: fields.audio !== undefined || hasAudio,
  };
}
