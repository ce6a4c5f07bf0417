import type { ContentDraftInput } from '../ingest/draft.js';

type Body = NonNullable<ContentDraftInput['body']>;

/**
 * An item of the sample newsroom. Times are hours before (or, negative, after) the moment it is loaded,
 * so that the newsroom looks alive whenever somebody starts it.
 */
export interface SampleItem
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
    | 'series'
    | 'regions'
    | 'tags'
    | 'authors'
    | 'language'
    | 'coverageStartTime'
    | 'coverageEndTime'
    | 'posts'
  > {
  language: 'en' | 'es' | 'ar';
  publishedHoursAgo: number;
  updatedHoursAgo?: number;
  embargoedHoursAgo?: number;
  expiredHoursAgo?: number;
  corrections?: { text: string; hoursAgo: number }[];
  /** Views in each of the last hours, the current hour first. */
  viewsByHour?: number[];
  /** Slugs of the newsroom's sections, series, regions, authors and tags. */
  section: string;
  series?: string;
  regions?: string[];
  authors?: string[];
  tags: string[];
  /** A live blog's coverage. */
  coverageStartHoursAgo?: number;
  coverageEndHoursAgo?: number;
  /** A live blog's posts, in the order that they were written in. */
  posts?: SamplePost[];
}

/** A post of a live blog. */
export interface SamplePost {
  minutesAgo: number;
  title?: string;
  body: Body;
  isKeyEvent?: boolean;
  isPinned?: boolean;
}
