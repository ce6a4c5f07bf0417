import { sql } from 'drizzle-orm';
import { isPublic } from '../access/visibility.js';
import { statement } from '../db/statement.js';
import { findHead, readLog } from '../event-log/read.js';
import { gapUpTo, toLiveEvent } from '../event-log/source.js';
import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { type PageInfo, readSize } from '../graphql/pagination.js';
import { typeNameOf } from '../item/kind-names.js';
import { type ContentItem, contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';
import type { Context } from '../schema/context.js';
import { readChangesCursor, writeLogCursor, writeSnapshotCursor } from '../writing/cursor.js';
import { type ContentChange, ContentChangeType, toContentChange } from './type.js';

interface ContentChangePage {
  readonly nodes: readonly ContentChange[];
  readonly hasNextPage: boolean;
  /** Never null. A client sends this cursor with its next request. */
  readonly endCursor: string;
}

const ContentChangePageType = builder.objectRef<ContentChangePage>('ContentChangePage').implement({
  description: 'A page of changes.',
  fields: (t) => ({
    nodes: t.field({
      type: [ContentChangeType],
      description: 'The changes, in order.',
      resolve: ({ nodes }) => [...nodes],
    }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      description: 'Where this page ends. `endCursor` is never null: keep it, and send it as `since` the next time.',
      resolve: ({ endCursor, hasNextPage, nodes }): PageInfo => ({
        endCursor,
        hasNextPage,
        hasPreviousPage: false,
        startCursor: nodes[0]?.cursor ?? null,
      }),
    }),
  }),
});

builder.queryField('changes', (t) =>
  t.field({
    type: ContentChangePageType,
    description:
      'All changes of published content, in every language, for apps that work offline. Without `since`, the first pages have all public items as PUBLISHED, and the next pages have the changes that were made meanwhile. An item that is no longer public appears as WITHDRAWN or EXPIRED, without `item`. After a GAP, start again without `since`.',
    args: {
      since: t.arg.string({ description: 'The last `endCursor`, or any cursor of the event log.' }),
      first: t.arg.int({ defaultValue: 100, description: 'The most changes of a page, from 1 to 100.' }),
    },
    resolve: async (_root, { first, since }, context) => {
      const size = readSize('first', first ?? 100);
      const start = since == null ? undefined : readChangesCursor('since', since);
      if (start && start.lastId === undefined) return readChanges(context, start.position, size);
      const position = start?.position ?? (await context.batch.track(findHead(context.db)));
      return readEverything(context, { position, lastId: start?.lastId ?? 0 }, size);
    },
  }),
);

/** Selects the public items with an id above `after`, in the order of their ids. */
const selectAfter = statement('public_content_after', (db) =>
  db
    .select(contentColumns)
    .from(contentItems)
    .where(sql`${contentItems.id} > ${sql.placeholder('after')} and ${isPublic}`)
    .orderBy(contentItems.id)
    .limit(sql.placeholder('limit')),
);

/** Reads a page of all public items, in the order of their ids. After these pages come the changes since `position`. */
async function readEverything(
  { batch, db, now }: Context,
  { lastId, position }: { readonly position: number; readonly lastId: number },
  size: number,
): Promise<ContentChangePage> {
  const found = await batch.track(selectAfter(db, { now, after: lastId, limit: size + 1 }));
  const items = found.slice(0, size);
  const isLast = found.length <= size;
  const nodes = items.map((item) => toSnapshotChange(item, position));
  const last = items.at(-1);
  if (!isLast && last) return { nodes, hasNextPage: true, endCursor: writeSnapshotCursor(position, last.id) };
  // The next page has changes from the log, if there are any yet.
  const { events } = await batch.track(readLog(db, position, 1, 'CONTENT'));
  return { nodes, hasNextPage: events.length > 0, endCursor: writeLogCursor(position) };
}

function toSnapshotChange(item: ContentItem, position: number): ContentChange {
  return {
    change: 'PUBLISHED',
    occurredAt: item.updatedAt,
    reason: null,
    item: () => item,
    cursor: writeSnapshotCursor(position, item.id),
    itemId: encodeGlobalId(typeNameOf(item.type), item.id),
  };
}

async function readChanges({ batch, db, now }: Context, after: number, size: number): Promise<ContentChangePage> {
  const page = await batch.track(readLog(db, after, size + 1, 'CONTENT'));
  // True if the cursor belongs to the log of another database, or to a part of the log that was pruned.
  const isLost = after < page.prunedTo || after > page.head;
  const gap = isLost ? [gapUpTo(after > page.head ? page.head : page.prunedTo, now)] : [];
  const events = [...gap, ...page.events.map(toLiveEvent)];
  const shown = events.slice(0, size);
  const hasNextPage = events.length > shown.length;
  // The last page ends at the head of the log, so that the next request skips the events of other subjects.
  const end = hasNextPage ? (shown.at(-1)?.position ?? after) : page.head;
  return { nodes: shown.map(toContentChange), hasNextPage, endCursor: writeLogCursor(end) };
}
