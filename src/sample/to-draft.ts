import type { ContentDraftInput } from '../ingest/draft.js';
import type { NewsroomRecordInput } from '../ingest/records.js';
import type { SampleItem, SamplePost } from './sample-item.js';

type Named = Extract<NewsroomRecordInput, { record: 'section' | 'region' | 'author' | 'tag' | 'series' }>;
type NameOf = (
  record: Named['record'],
  language: string,
  slug: string,
) => { name: string; slug: string; parent?: string };

const HOUR_MS = 3_600_000;

/** Items name things by their slugs; a draft wants names, and a section the one above it. */
export function createNameIndex(newsroom: readonly NewsroomRecordInput[]): NameOf {
  const index = new Map<string, Named>();
  for (const record of newsroom) {
    if (isNamed(record)) index.set(`${record.record} ${record.language} ${record.slug}`, record);
  }
  return (kind, language, slug) => {
    const found = index.get(`${kind} ${language} ${slug}`);
    if (!found) throw new Error(`the sample newsroom has no ${kind} ${slug} in ${language}`);
    return {
      name: found.record === 'series' ? found.title : found.name,
      slug,
      ...(found.record === 'section' && found.parent !== undefined && { parent: found.parent }),
    };
  };
}

function isNamed(record: NewsroomRecordInput): record is Named {
  return ['section', 'region', 'author', 'tag', 'series'].includes(record.record);
}

/** An item of the sample as it is imported at `now`. */
export function toDraft(sample: SampleItem, now: Date, nameOf: NameOf): ContentDraftInput {
  const { publishedHoursAgo, viewsByHour = [], section: sectionSlug, series, ...rest } = sample;
  const { updatedHoursAgo, embargoedHoursAgo, expiredHoursAgo, ...others } = rest;
  const { coverageStartHoursAgo, coverageEndHoursAgo, ...fields } = others;
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  const names = (kind: Named['record'], slugs: readonly string[] = []) =>
    slugs.map((slug) => nameOf(kind, sample.language, slug));
  const { parent, ...section } = nameOf('section', sample.language, sectionSlug);
  return {
    ...fields,
    publishedAt: ago(publishedHoursAgo),
    // It was public, or its readers would not be told that it is gone.
    ...(rest.status === 'WITHDRAWN' && { firstPublishedAt: ago(publishedHoursAgo) }),
    ...(updatedHoursAgo !== undefined && { updatedAt: ago(updatedHoursAgo) }),
    ...(embargoedHoursAgo !== undefined && { embargoedUntil: ago(embargoedHoursAgo) }),
    ...(expiredHoursAgo !== undefined && { expiresAt: ago(expiredHoursAgo) }),
    ...(coverageStartHoursAgo !== undefined && { coverageStartTime: ago(coverageStartHoursAgo) }),
    ...(coverageEndHoursAgo !== undefined && { coverageEndTime: ago(coverageEndHoursAgo) }),
    corrections: (sample.corrections ?? []).map(({ text, hoursAgo }) => ({ text, publishedAt: ago(hoursAgo) })),
    posts: (sample.posts ?? []).map((post, position) => toPost(post, position, ago)),
    views: viewsByHour.flatMap((views, hoursAgo) => (views > 0 ? { hour: startOfHour(ago(hoursAgo)), views } : [])),
    section: { ...section, ...(parent !== undefined && { parent: nameOf('section', sample.language, parent) }) },
    ...(series !== undefined && { series: nameOf('series', sample.language, series) }),
    regions: names('region', sample.regions),
    authors: names('author', sample.authors),
    tags: names('tag', sample.tags),
  };
}

function toPost({ minutesAgo, ...post }: SamplePost, position: number, ago: (hours: number) => Date) {
  return { ...post, sourceId: `post-${position + 1}`, publishedAt: ago(minutesAgo / 60) };
}

function startOfHour(date: Date): Date {
  return new Date(Math.floor(date.getTime() / HOUR_MS) * HOUR_MS);
}
