import { findHead, readLog } from '../event-log/read.js';
import { gapUpTo, toLiveEvent } from '../event-log/source.js';
import { builder } from '../graphql/builder.js';
import { type PageInfo, readSize } from '../graphql/pagination.js';
import type { Context } from '../schema/context.js';
import { readChangesCursor, writeLogCursor } from '../writing/cursor.js';
import { type ContentChangePage, readEverything } from './everything.js';
import { ITEMS_ONLY, kindsArgs, PUBLIC_SUBJECTS, type PublicSubject } from './kinds.js';
import { ContentChangeType, toContentChange } from './type.js';

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
      'All changes of published content, in every language, for apps that work offline. Without `since`, the first pages have all public items as PUBLISHED, and the next pages have the changes that were made meanwhile. An item that is no longer public appears as WITHDRAWN or EXPIRED, without `item`. After a GAP, start again without `since`. `kinds` adds other things, such as tags, so that a mirror of the whole site needs nothing else.',
    args: {
      since: t.arg.string({ description: 'The last `endCursor`, or any cursor of the event log.' }),
      first: t.arg.int({ defaultValue: 100, description: 'The most changes of a page, from 1 to 100.' }),
      ...kindsArgs('Ask for the same kinds on each page.'),
    },
    resolve: async (_root, { first, kinds, since }, context, info) => {
      const size = readSize('first', first ?? 100);
      const wanted = kinds?.length ? kinds : ITEMS_ONLY;
      const start = since == null ? undefined : readChangesCursor('since', since);
      if (start && start.lastId === undefined) return readChanges(context, wanted, start.position, size);
      const position = start?.position ?? (await context.batch.track(findHead(context.db)));
      const subject = PUBLIC_SUBJECTS.find((known) =>
        start ? known === (start.subject ?? 'CONTENT') : wanted.includes(known),
      );
      return readEverything(
        context,
        info,
        wanted,
        { position, lastId: start?.lastId ?? 0, subject: subject ?? 'CONTENT' },
        size,
      );
    },
  }),
);

async function readChanges(
  { batch, db, now }: Context,
  wanted: readonly PublicSubject[],
  after: number,
  size: number,
): Promise<ContentChangePage> {
  const page = await batch.track(readLog(db, after, size + 1, wanted));
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
