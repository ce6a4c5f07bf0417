import type { ParsedDocument } from '../ingest/format.js';
import { type NewsroomRecord, type NewsroomRecordInput, recordSchema } from '../ingest/records.js';
import { arabicArticles } from './ar-articles.js';
import { arabicMedia } from './ar-media.js';
import { englishFeatures } from './en-features.js';
import { englishMedia } from './en-media.js';
import { englishNews } from './en-news.js';
import { englishScience } from './en-science.js';
import { spanishArticles } from './es-articles.js';
import { spanishMedia } from './es-media.js';
import { arabicBreaking, arabicNewsroom } from './newsroom-ar.js';
import { englishBreaking, englishNewsroom } from './newsroom-en.js';
import { spanishBreaking, spanishNewsroom } from './newsroom-es.js';
import { seriesRecords } from './newsroom-series.js';
import { siteRecords } from './newsroom-site.js';
import type { SampleItem } from './sample-item.js';
import { createNameIndex, toDraft } from './to-draft.js';

type SampleDocument = Extract<ParsedDocument, { kind: 'draft' | 'record' }>;

/** The sample newsroom as it looks at `now`, in the order that it can be written. */
export function sampleDocuments(now: Date): SampleDocument[] {
  const newsroom = [...siteRecords, ...englishNewsroom, ...spanishNewsroom, ...arabicNewsroom, ...seriesRecords];
  const items: SampleItem[] = [
    ...[...englishNews, ...englishScience, ...englishFeatures, ...englishMedia],
    ...[...spanishArticles, ...spanishMedia],
    ...[...arabicArticles, ...arabicMedia],
  ];
  const breaking = [...englishBreaking(now), ...spanishBreaking(now), ...arabicBreaking(now)];
  const nameOf = createNameIndex(newsroom);
  const isCollection = (record: NewsroomRecordInput) => record.record === 'collection';
  return [
    ...newsroom.filter((record) => !isCollection(record)).map(toRecord),
    ...items.map((item, index) => ({ kind: 'draft' as const, draft: toDraft(item, apart(now, index), nameOf) })),
    ...[...newsroom.filter(isCollection), ...breaking].map(toRecord),
  ];
}

/** No two items are of the same millisecond: which of them a list has first would be chance. */
function apart(now: Date, index: number): Date {
  return new Date(now.getTime() - index);
}

function toRecord(record: NewsroomRecordInput): SampleDocument {
  return { kind: 'record', record: recordSchema.parse(record) satisfies NewsroomRecord };
}
