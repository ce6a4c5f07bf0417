import type { ContentDraftInput } from '../ingest/draft.js';
import type { ParsedDocument } from '../ingest/format.js';
import { type NewsroomRecord, type NewsroomRecordInput, recordSchema } from '../ingest/records.js';
import { arabicArticles } from './ar-articles.js';
import { englishFeatures } from './en-features.js';
import { englishNews } from './en-news.js';
import { englishScience } from './en-science.js';
import { spanishArticles } from './es-articles.js';
import { arabicBreaking, arabicNewsroom } from './newsroom-ar.js';
import { englishBreaking, englishNewsroom } from './newsroom-en.js';
import { spanishBreaking, spanishNewsroom } from './newsroom-es.js';
import { siteRecords } from './newsroom-site.js';
import type { SampleArticle } from './sample-article.js';

type Named = Extract<NewsroomRecordInput, { record: 'section' | 'region' | 'author' | 'tag' }>;
type SampleDocument = Extract<ParsedDocument, { kind: 'draft' | 'record' }>;

const HOUR_MS = 3_600_000;

/** The sample newsroom as it looks at `now`, in the order that it can be written. */
export function sampleDocuments(now: Date): SampleDocument[] {
  const newsroom = [...siteRecords, ...englishNewsroom, ...spanishNewsroom, ...arabicNewsroom];
  const articles = [...englishNews, ...englishScience, ...englishFeatures, ...spanishArticles, ...arabicArticles];
  const breaking = [...englishBreaking(now), ...spanishBreaking(now), ...arabicBreaking(now)];
  const nameOf = createNameIndex(newsroom);
  const isCollection = (record: NewsroomRecordInput) => record.record === 'collection';
  return [
    ...newsroom.filter((record) => !isCollection(record)).map(toRecord),
    ...articles.map((article) => ({ kind: 'draft' as const, draft: toDraft(article, now, nameOf) })),
    ...[...newsroom.filter(isCollection), ...breaking].map(toRecord),
  ];
}

type NameOf = (
  record: Named['record'],
  language: string,
  slug: string,
) => { name: string; slug: string; parent?: string };

/** Articles name things by their slugs; a draft wants names, and a section the one above it. */
function createNameIndex(newsroom: readonly NewsroomRecordInput[]): NameOf {
  const index = new Map<string, Named>();
  for (const record of newsroom) {
    if (isNamed(record)) index.set(`${record.record} ${record.language} ${record.slug}`, record);
  }
  return (kind, language, slug) => {
    const found = index.get(`${kind} ${language} ${slug}`);
    if (!found) throw new Error(`the sample newsroom has no ${kind} ${slug} in ${language}`);
    return {
      name: found.name,
      slug,
      ...(found.record === 'section' && found.parent !== undefined && { parent: found.parent }),
    };
  };
}

function isNamed(record: NewsroomRecordInput): record is Named {
  return ['section', 'region', 'author', 'tag'].includes(record.record);
}

function toDraft(sample: SampleArticle, now: Date, nameOf: NameOf): ContentDraftInput {
  const { publishedHoursAgo, updatedHoursAgo, embargoedHoursAgo, expiredHoursAgo, viewsByHour = [], ...rest } = sample;
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);
  const names = (kind: Named['record'], slugs: readonly string[] = []) =>
    slugs.map((slug) => nameOf(kind, sample.language, slug));
  const { parent, ...section } = nameOf('section', sample.language, sample.section);
  return {
    ...rest,
    publishedAt: ago(publishedHoursAgo),
    ...(updatedHoursAgo !== undefined && { updatedAt: ago(updatedHoursAgo) }),
    ...(embargoedHoursAgo !== undefined && { embargoedUntil: ago(embargoedHoursAgo) }),
    ...(expiredHoursAgo !== undefined && { expiresAt: ago(expiredHoursAgo) }),
    corrections: (sample.corrections ?? []).map(({ text, hoursAgo }) => ({ text, publishedAt: ago(hoursAgo) })),
    views: viewsByHour.flatMap((views, hoursAgo) => (views > 0 ? { hour: startOfHour(ago(hoursAgo)), views } : [])),
    section: { ...section, ...(parent !== undefined && { parent: nameOf('section', sample.language, parent) }) },
    regions: names('region', sample.regions),
    authors: names('author', sample.authors),
    tags: names('tag', sample.tags),
  };
}

function toRecord(record: NewsroomRecordInput): SampleDocument {
  return { kind: 'record', record: recordSchema.parse(record) satisfies NewsroomRecord };
}

function startOfHour(date: Date): Date {
  return new Date(Math.floor(date.getTime() / HOUR_MS) * HOUR_MS);
}
