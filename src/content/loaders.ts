import type { Reading } from '../db/reading.js';
import { type SlugKey, slugCacheKey } from '../db/slug-keys.js';
import { type CountRequest, findCounts } from './counts.js';
import { findContentByPath, findContentBySlug } from './find.js';
import { findContentPages, type ListRequest } from './list.js';
import { findNamed, type NameKey } from './names.js';
import { findRelatedTags } from './related-tags.js';
import { findEditorial } from './revision-store.js';
import {
  findAuthorsOfContent,
  findContentByIds,
  findCorrectionsOfContent,
  findTagsOfContent,
  findTranslations,
} from './store.js';
import { findTombstonesById, findTombstonesByPath, findTombstonesBySlug } from './tombstones.js';

export function contentLoaders({ batch, db, now, sees }: Reading, timeZone: () => Promise<string>) {
  const sight = { now, sees };
  return {
    byId: batch.loadOne(
      (ids) => findContentByIds(db, sight, ids),
      (item) => item.id,
    ),
    byPath: batch.loader((paths: readonly string[]) => findContentByPath(db, sight, paths)),
    bySlug: batch.loader((keys: readonly SlugKey[]) => findContentBySlug(db, sight, keys), slugCacheKey),
    editorial: batch.loadOne(
      (ids) => findEditorial(db, ids),
      (row) => row.id,
    ),
    tombstones: {
      byId: batch.loader((ids: readonly number[]) => findTombstonesById(db, ids)),
      byPath: batch.loader((paths: readonly string[]) => findTombstonesByPath(db, paths)),
      bySlug: batch.loader((keys: readonly SlugKey[]) => findTombstonesBySlug(db, keys), slugCacheKey),
    },
    /** Authors, series, collections by slug; tags by slug or alias. */
    named: batch.loader(
      (keys: readonly NameKey[]) => findNamed(db, keys),
      ({ kind, language, name }) => `${kind} ${language} ${name}`,
    ),
    /** The tags that are used together with a tag most. */
    relatedTags: batch.loadList(
      (ids) => findRelatedTags(db, now, ids),
      (row) => row.of,
    ),
    /** Pages of lists, each asked for once. */
    pages: batch.loader((requests: readonly ListRequest[]) => findContentPages(db, now, requests)),
    counts: batch.loader(async (requests: readonly CountRequest[]) =>
      findCounts(db, now, needsYears(requests) ? await timeZone() : 'UTC', requests),
    ),
    authorsOf: batch.loadList(
      (ids) => findAuthorsOfContent(db, ids),
      (row) => row.contentId,
    ),
    tagsOf: batch.loadList(
      (ids) => findTagsOfContent(db, ids),
      (row) => row.contentId,
    ),
    correctionsOf: batch.loadList(
      (ids) => findCorrectionsOfContent(db, ids),
      (row) => row.contentId,
    ),
    /** By the id of the group. */
    translations: batch.loadList(
      (groups) => findTranslations(db, now, groups),
      (item) => item.translationGroupId ?? 0,
    ),
  };
}

function needsYears(requests: readonly CountRequest[]): boolean {
  return requests.some(({ parts }) => parts.includes('years'));
}
