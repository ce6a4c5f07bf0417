import type { ContentDraftInput } from '../ingest/draft.js';

/**
 * An article of the sample newsroom. Times are hours before (or, negative, after) the moment it is loaded,
 * so that the newsroom looks alive whenever somebody starts it.
 */
export interface SampleArticle
  extends Omit<
    ContentDraftInput,
    | 'publishedAt'
    | 'firstPublishedAt'
    | 'updatedAt'
    | 'embargoedUntil'
    | 'expiresAt'
    | 'corrections'
    | 'views'
    | 'section'
    | 'regions'
    | 'tags'
    | 'authors'
    | 'language'
  > {
  language: 'en' | 'es' | 'ar';
  publishedHoursAgo: number;
  updatedHoursAgo?: number;
  embargoedHoursAgo?: number;
  expiredHoursAgo?: number;
  corrections?: { text: string; hoursAgo: number }[];
  /** Views in each of the last hours, the current hour first. */
  viewsByHour?: number[];
  /** Slugs of the newsroom's sections, regions, authors and tags. */
  section: string;
  regions?: string[];
  authors?: string[];
  tags: string[];
}
