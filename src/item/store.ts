import { asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { isPublic, isSeen, lastPublicAddress } from '../access/visibility.js';
import { authors } from '../author/table.js';
import { askedPlace, isAsked } from '../db/asked.js';
import type { Database } from '../db/client.js';
import type { Reading } from '../db/reading.js';
import { statement } from '../db/statement.js';
import { tags } from '../tag/table.js';
import { defineLookup } from './lookup.js';
import { contentAuthors, contentItems, contentTags, corrections } from './table.js';

const {
  edNote,
  sourceId,
  sourceUrl,
  sourceHash,
  sourceVersion,
  sourceUpdatedAt,
  createdAt,
  withdrawnAt,
  withdrawnReason,
  ...others
} = getTableColumns(contentItems);
const { createdBy, loggedCorrections, loggedVersion, ...shown } = others;

/** The columns of an item that readers may see, for statements that select from `content_items`. */
export const contentColumns = {
  ...shown,
  regionIds: sql<number[]>`array(select region_id from content_regions
    where content_id = content_items.id order by position)`,
};

const selectWritten = statement('content_written', (db) =>
  db
    .select(contentColumns)
    .from(contentItems)
    .where(sql`${contentItems.id} = ${sql.placeholder('id')}`),
);

/** An item as readers see it. */
export type ContentItem = NonNullable<Awaited<ReturnType<typeof findWrittenContent>>>;

/** Reads an item for the newsroom, even if readers may not see the item. */
export async function findWrittenContent(db: Database, id: number) {
  const [item] = await selectWritten(db, { id });
  return item ?? null;
}

const contentLookup = defineLookup(
  'content',
  (db, { asked, match }) =>
    db
      .select({ asked: askedPlace, row: contentColumns })
      .from(asked)
      .innerJoin(contentItems, match(isSeen))
      .where(isSeen),
  ({ row }) => row,
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
    .innerJoin(authors, eq(authors.id, contentAuthors.authorId))
    .where(isAsked(contentAuthors.contentId))
    .orderBy(asc(contentAuthors.contentId), asc(contentAuthors.position)),
);

const selectTags = statement('content_tags', (db) =>
  db
    .select({ contentId: contentTags.contentId, ...getTableColumns(tags) })
    .from(contentTags)
    .innerJoin(tags, eq(tags.id, contentTags.tagId))
    .where(isAsked(contentTags.contentId))
    .orderBy(asc(contentTags.contentId), asc(contentTags.position)),
);

/** A correction of an item. The date is a text if a statement read the correction as JSON. */
export interface Correction {
  readonly text: string;
  readonly publishedAt: Date | string;
}

const selectCorrections = statement('content_corrections', (db) =>
  db
    .select({ contentId: corrections.contentId, text: corrections.text, publishedAt: corrections.publishedAt })
    .from(corrections)
    .where(isAsked(corrections.contentId))
    .orderBy(asc(corrections.publishedAt), asc(corrections.id)),
);

const { id, type } = contentItems;

/** The condition that a withdrawn item has been public. A draft that was withdrawn has no tombstone. */
const wasPublic = sql`${contentItems.state} = 'WITHDRAWN' and ${contentItems.firstPublishedAt} <= ${contentItems.withdrawnAt}`;

/**
 * The conditions that readers could know the key of a look-up. An address that an item got while it was hidden stays
 * secret. `shown` is the last public address of the item. Every alias was a public address once.
 */
const wasKnown: Record<'id' | 'path' | 'slug', SQL> = {
  id: sql`true`,
  path: sql`(shown.path = asked.path or ${contentItems.path} <> asked.path)`,
  slug: sql`shown.slug = asked.slug`,
};

/**
 * The condition for the holders of a path that count for a tombstone. A public item takes the path from withdrawn items.
 * It has no tombstone itself.
 */
const isPublicOrKnown = sql`(${isPublic} or (${wasPublic} and (not has_path
  or exists (select from ${lastPublicAddress} as shown where shown.path = asked.path))))`;

/** Finds tombstones. The path of a tombstone is the last public path of its item. */
const tombstoneLookup = defineLookup(
  'tombstones',
  (db, way) =>
    db
      .select({ asked: askedPlace, row: { id, path: sql<string>`shown.path`, type, withdrawnAt, withdrawnReason } })
      .from(way.asked)
      .innerJoin(contentItems, way.match(isPublicOrKnown))
      .innerJoin(sql`lateral ${lastPublicAddress} as shown`, wasKnown[way.name])
      .where(wasPublic),
  ({ row }) => row,
);

type Loaded = Awaited<ReturnType<ReturnType<typeof tombstoneLookup>['byId']['load']>>;
export type Tombstone = NonNullable<Loaded>;

export function itemLoaders(reading: Reading) {
  const { batch, db, now } = reading;
  const listsOf = <Row extends { readonly contentId: number }>(
    select: (db: Database, values: { readonly ids: readonly number[] }) => Promise<Row[]>,
  ) =>
    batch.loadList(
      (ids) => select(db, { ids }),
      (row) => row.contentId,
    );
  return {
    ...contentLookup(reading),
    tombstones: tombstoneLookup(reading),
    authorsOf: listsOf(selectAuthors),
    tagsOf: listsOf(selectTags),
    correctionsOf: listsOf(selectCorrections),
    /** The public items of a group of translations, by the id of the group. */
    translations: batch.loadList(
      (groups) => selectTranslations(db, { now, groups }),
      (item) => item.translationGroupId ?? 0,
    ),
  };
}
