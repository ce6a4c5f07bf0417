import { sql } from 'drizzle-orm';
import type { GraphQLResolveInfo } from 'graphql';
import { isPublic } from '../access/visibility.js';
import { statement } from '../db/statement.js';
import { readLog } from '../event-log/read.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { findNode } from '../graphql/node-fields.js';
import { typeNameOf } from '../item/kind-names.js';
import { contentColumns } from '../item/store.js';
import { contentItems } from '../item/table.js';
import type { Context } from '../schema/context.js';
import { writeLogCursor, writeSnapshotCursor } from '../writing/cursor.js';
import { NAMED_SUBJECTS, PUBLIC_SUBJECTS, type PublicSubject } from './kinds.js';
import type { ContentChange } from './type.js';

/** A page of changes. */
export interface ContentChangePage {
  readonly nodes: readonly ContentChange[];
  readonly hasNextPage: boolean;
  /** Never null. A client sends this cursor with its next request. */
  readonly endCursor: string;
}

/** Where a client is that loads everything: after the row `lastId` of a subject. */
interface Place {
  /** The end of the log when the loading began. */
  readonly position: number;
  readonly subject: PublicSubject;
  readonly lastId: number;
}

interface Rows {
  readonly changes: readonly Omit<ContentChange, 'cursor'>[];
  /** The id of the last row that was read; null if the subject has no further rows. */
  readonly lastId: number | null;
}

/**
 * Reads a page of everything public of the wanted subjects, each thing as PUBLISHED. A page has things of one subject,
 * in the order of their ids. After the last page come the changes since the loading began.
 */
export async function readEverything(
  context: Context,
  info: GraphQLResolveInfo,
  wanted: readonly PublicSubject[],
  { lastId, position, subject }: Place,
  size: number,
): Promise<ContentChangePage> {
  const read = subject === 'CONTENT' ? readItems : subject === 'SITE' ? readSites : readNamed(subject, info);
  const rows = await read(context, lastId, size);
  const following = PUBLIC_SUBJECTS.slice(PUBLIC_SUBJECTS.indexOf(subject) + 1).find((next) => wanted.includes(next));
  const endCursor =
    rows.lastId !== null
      ? writeSnapshotCursor(position, rows.lastId, subject)
      : following
        ? writeSnapshotCursor(position, 0, following)
        : undefined;
  const nodes = rows.changes.map((change) => ({ ...change, cursor: endCursor ?? writeLogCursor(position) }));
  if (endCursor !== undefined) return { nodes, hasNextPage: true, endCursor };
  // The next page has changes from the log, if there are any yet.
  const { events } = await context.batch.track(readLog(context.db, position, 1, wanted));
  return { nodes, hasNextPage: events.length > 0, endCursor: writeLogCursor(position) };
}

/** Selects the public items with an id above `after`, in the order of their ids. */
const selectItemsAfter = statement('public_content_after', (db) =>
  db
    .select(contentColumns)
    .from(contentItems)
    .where(sql`${contentItems.id} > ${sql.placeholder('after')} and ${isPublic}`)
    .orderBy(contentItems.id)
    .limit(sql.placeholder('limit')),
);

async function readItems({ batch, db, now }: Context, after: number, size: number): Promise<Rows> {
  const found = await batch.track(selectItemsAfter(db, { now, after, limit: size + 1 }));
  const items = found.slice(0, size);
  const changes = items.map((item) => {
    const nodeId = encodeGlobalId(typeNameOf(item.type), item.id);
    return { ...published('CONTENT', nodeId, item.updatedAt), itemId: nodeId, item: () => item };
  });
  return { changes, lastId: found.length > size ? (items.at(-1)?.id ?? null) : null };
}

const selectIdsAfter = new Map(
  Object.entries(NAMED_SUBJECTS).map(([subject, { table, typeName }]) => [
    subject,
    statement(`ids_of_${typeName}`, (db) =>
      db
        .select({ id: sql<number>`${table.id}`.mapWith(Number) })
        .from(table)
        .where(sql`${table.id} > ${sql.placeholder('after')}`)
        .orderBy(table.id)
        .limit(sql.placeholder('limit')),
    ),
  ]),
);

/** Makes a function that reads things of a subject. Things that the request may not see are left out. */
function readNamed(subject: keyof typeof NAMED_SUBJECTS, info: GraphQLResolveInfo) {
  const select = selectIdsAfter.get(subject);
  const { typeName } = NAMED_SUBJECTS[subject];
  return async (context: Context, after: number, size: number): Promise<Rows> => {
    const found = (await select?.(context.db, { after, limit: size + 1 })) ?? [];
    const ids = found.slice(0, size).map(({ id }) => id);
    const nodes = await Promise.all(ids.map((id) => findNode(encodeGlobalId(typeName, id), 'nodeId', context, info)));
    const changes = ids.flatMap((id, index) =>
      nodes[index] == null ? [] : [published(subject, encodeGlobalId(typeName, id), context.now)],
    );
    return { changes, lastId: found.length > size ? (ids.at(-1) ?? null) : null };
  };
}

async function readSites({ loaders, now }: Context): Promise<Rows> {
  const { editions } = await loaders.site.load();
  const changes = editions.map(({ language }) => published('SITE', encodeGlobalId('Site', language), now));
  return { changes, lastId: null };
}

function published(kind: PublicSubject, nodeId: string, occurredAt: Date) {
  return { change: 'PUBLISHED' as const, occurredAt, reason: null, kind, nodeId, itemId: null, item: () => null };
}
