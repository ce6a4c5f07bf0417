import type { Reading } from '../db/reading.js';
import { type CountRequest, findCounts } from './facets.js';
import { findNamed, type NameKey } from './names.js';
import { findContentPages, type ListRequest } from './pages.js';
import { selectRelatedTags } from './related-tags.js';

export function listLoaders(reading: Reading, timeZone: () => Promise<string>) {
  const { batch, db, now } = reading;
  return {
    /** Finds authors, series and collections by slug, and tags by slug or alias. */
    named: batch.loader(
      (keys: readonly NameKey[]) => findNamed(db, keys, reading),
      ({ kind, language, name }) => `${kind} ${language} ${name}`,
    ),
    relatedTags: batch.loadList(
      (ids) => selectRelatedTags(db, { now, ids }),
      (row) => row.of,
    ),
    /** Reads pages of lists. One statement reads all pages that are requested at the same time. */
    pages: batch.loader((requests: readonly ListRequest[]) => findContentPages(db, now, requests)),
    counts: batch.loader(async (requests: readonly CountRequest[]) => {
      const hasYears = requests.some(({ parts }) => parts.includes('years'));
      return findCounts(db, now, hasYears ? await timeZone() : 'UTC', requests);
    }),
  };
}
