import { asc, getTableColumns, sql } from 'drizzle-orm';
import { isPublic, isSeen, sightValues } from '../access/visibility.js';
import { authors } from '../author/table.js';
import type { Database } from '../db/client.js';
import type { Sight } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { tags } from '../tag/table.js';
import { contentAuthors, contentItems, contentTags, corrections } from './table.js';

const { edNote, sourceId, sourceUrl, sourceHash, createdAt, withdrawnAt, withdrawnReason, ...others } =
  getTableColumns(contentItems);
const { createdBy, loggedCorrections, loggedVersion, ...shown } = others;

/** What a statement over `content_items` selects of an item for readers. */
export const contentColumns = {
  ...shown,
  regionIds: sql<number[]>`array(select region_id from content_regions
    where content_id = content_items.id order by position)`,
};

/** Paths that a statement is asked for, as rows `asked(path, place)`. */
export const askedPaths = sql`unnest(${sql.placeholder('paths')}::text[]) with ordinality as asked(path, place)`;

/** What is at an asked path now, or else what was. */
export const isAtAskedPath = sql`${contentItems.id} = coalesce(
  (select id from content_items as there where there.path = asked.path),
  (select content_id from path_aliases where path = asked.path))`;

/** What has an asked slug in its language: see `askedSlugs`. */
export const isOfAskedSlug = sql`${contentItems.language} = asked.language and ${contentItems.slug} = asked.slug`;

const selectByIds = statement('content_by_ids', (db) =>
  db
    .select(contentColumns)
    .from(contentItems)
    .where(sql`${contentItems.id} = any(${sql.placeholder('ids')}::bigint[]) and ${isSeen}`),
);

const selectWritten = statement('content_written', (db) =>
  db
    .select(contentColumns)
    .from(contentItems)
    .where(sql`${contentItems.id} = ${sql.placeholder('id')}`),
);

const selectTranslations = statement('content_translations', (db) =>
  db
    .select(contentColumns)
    .from(contentItems)
    .where(sql`${contentItems.translationGroupId} = any(${sql.placeholder('groups')}::bigint[]) and ${isPublic}`)
    .orderBy(asc(contentItems.language), asc(contentItems.id)),
);

const selectAuthors = statement('content_authors', (db) =>
  db
    .select({ contentId: contentAuthors.contentId, ...getTableColumns(authors) })
    .from(contentAuthors)
    .innerJoin(authors, sql`${authors.id} = ${contentAuthors.authorId}`)
    .where(sql`${contentAuthors.contentId} = any(${sql.placeholder('ids')}::bigint[])`)
    .orderBy(asc(contentAuthors.contentId), asc(contentAuthors.position)),
);

const selectTags = statement('content_tags', (db) =>
  db
    .select({ contentId: contentTags.contentId, ...getTableColumns(tags) })
    .from(contentTags)
    .innerJoin(tags, sql`${tags.id} = ${contentTags.tagId}`)
    .where(sql`${contentTags.contentId} = any(${sql.placeholder('ids')}::bigint[])`)
    .orderBy(asc(contentTags.contentId), asc(contentTags.position)),
);

/** What was put right; JSON has its date as a text. */
export interface Correction {
  readonly text: string;
  readonly publishedAt: Date | string;
}

const selectCorrections = statement('content_corrections', (db) =>
  db
    .select({ contentId: corrections.contentId, text: corrections.text, publishedAt: corrections.publishedAt })
    .from(corrections)
    .where(sql`${corrections.contentId} = any(${sql.placeholder('ids')}::bigint[])`)
    .orderBy(asc(corrections.publishedAt), asc(corrections.id)),
);

/** The corrections of each item, the first one first. */
export function findCorrectionsOfContent(db: Database, ids: readonly number[]) {
  return selectCorrections(db, { ids });
}

/** An item as readers see it. */
export type ContentItem = Awaited<ReturnType<typeof selectByIds>>[number];

/** Those of the items that the request sees. */
export function findContentByIds(db: Database, sight: Sight, ids: readonly number[]): Promise<ContentItem[]> {
  return selectByIds(db, { ...sightValues(sight), ids });
}

/** An item whoever may see it: for those who wrote it. */
export async function findWrittenContent(db: Database, id: number): Promise<ContentItem | null> {
  const [item] = await selectWritten(db, { id });
  return item ?? null;
}

/** The public items of groups of translations. */
export function findTranslations(db: Database, now: Date, groups: readonly number[]): Promise<ContentItem[]> {
  return selectTranslations(db, { now, groups });
}

/** The authors of each item, in the order they are named. */
export function findAuthorsOfContent(db: Database, ids: readonly number[]) {
  return selectAuthors(db, { ids });
}

/** The tags of each item, in order. */
export function findTagsOfContent(db: Database, ids: readonly number[]) {
  return selectTags(db, { ids });
}
