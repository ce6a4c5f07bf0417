import type { ContentItem } from '../item/store.js';
import type { ContentScope } from './scope.js';

/** An item in memory, with the ids of its tags and authors. */
export interface LinkedItem {
  readonly item: Pick<
    ContentItem,
    'language' | 'type' | 'genre' | 'sectionId' | 'seriesId' | 'publishedAt' | 'hasVideo' | 'hasAudio'
  > & { readonly regionIds: readonly number[] };
  readonly tagIds: readonly number[];
  readonly authorIds: readonly number[];
}

/** Returns true if an item in memory meets the conditions of `conditionsOf`. Collections are not checked. */
export function isWithin(scope: ContentScope, { authorIds, item, tagIds }: LinkedItem): boolean {
  const hasOne = (wanted: readonly number[] | undefined, own: readonly (number | null)[]) =>
    !wanted || own.some((id) => id !== null && wanted.includes(id));
  const { hasAudio, hasVideo, language, publishedAfter, publishedBefore } = scope;
  const published = item.publishedAt?.getTime() ?? 0;
  return (
    (language == null || item.language === language) &&
    (!scope.types || scope.types.includes(item.type)) &&
    (!scope.genres || (item.genre !== null && scope.genres.includes(item.genre))) &&
    hasOne(scope.sectionIds, [item.sectionId]) &&
    hasOne(scope.seriesIds, [item.seriesId]) &&
    hasOne(scope.regionIds, item.regionIds) &&
    hasOne(scope.authorIds, authorIds) &&
    hasOne(scope.tagIds, tagIds) &&
    (scope.allTagIds ?? []).every((group) => hasOne(group, tagIds)) &&
    !scope.noTagIds?.some((id) => tagIds.includes(id)) &&
    (!publishedAfter || published >= publishedAfter.getTime()) &&
    (!publishedBefore || published < publishedBefore.getTime()) &&
    (hasVideo === undefined || item.hasVideo === hasVideo) &&
    (hasAudio === undefined || item.hasAudio === hasAudio)
  );
}
