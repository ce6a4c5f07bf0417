import { ChangeEnum, loadShown } from '../event-log/event-fields.js';
import type { LiveEvent } from '../event-log/source.js';
import { builder } from '../graphql/builder.js';
import { findNode } from '../graphql/node-fields.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import type { Context } from '../schema/context.js';
import { writeLogCursor } from '../writing/cursor.js';
import { ChangedKindEnum, nodeIdOf, type PublicSubject } from './kinds.js';

/** An event of the log, or something public while a client loads everything. */
export interface ContentChange {
  readonly cursor: string;
  readonly change: LiveEvent['change'];
  readonly occurredAt: Date;
  readonly itemId: string | null;
  readonly reason: string | null;
  /** Null for a gap. */
  readonly kind: PublicSubject | null;
  readonly nodeId: string | null;
  readonly item: (context: Context) => Promise<ContentItem | null> | ContentItem | null;
}

/** Turns an event of the log into a change. The item is loaded as it is now, not as it was at the time of the event. */
export function toContentChange(live: LiveEvent): ContentChange {
  const { change, event, occurredAt, position } = live;
  return {
    change,
    occurredAt,
    cursor: writeLogCursor(position),
    reason: event?.reason ?? null,
    kind: event ? (event.subject as PublicSubject) : null,
    nodeId: event && nodeIdOf(event),
    itemId: event?.subject === 'CONTENT' ? nodeIdOf(event) : null,
    item: ({ loaders }) => (event?.subject === 'CONTENT' ? loadShown(live, loaders.item.byId) : null),
  };
}

export const ContentChangeType = builder.objectRef<ContentChange>('ContentChange').implement({
  description: 'A change of an item, or of another thing that public queries show.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', {
      description:
        'The place of the change in the event log. Send it as `after` of a subscription, or as `since` of `changes`.',
    }),
    change: t.expose('change', { type: ChangeEnum, description: 'What happened.' }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When the change was committed.' }),
    itemId: t.exposeID('itemId', {
      nullable: true,
      description: 'Global id of the item. Null for GAP, and if something other than an item has changed.',
    }),
    kind: t.expose('kind', {
      type: ChangedKindEnum,
      nullable: true,
      description: 'The kind of thing that has changed. Null for GAP.',
    }),
    nodeId: t.exposeID('nodeId', {
      nullable: true,
      description: 'Global id of the thing that has changed. Null for GAP.',
    }),
    node: t.field({
      type: builder.nodeInterfaceRef(),
      nullable: true,
      description: 'The thing that has changed, as it is now. Null for GAP, and if it is no longer public.',
      resolve: ({ nodeId }, _args, context, info) =>
        nodeId === null ? null : findNode(nodeId, 'nodeId', context, info),
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why the item was withdrawn. Null if no reason was given, or if the item was unpublished.',
    }),
    item: t.field({
      type: ContentItemInterface,
      nullable: true,
      description:
        'The item as it is now. Null for EXPIRED, WITHDRAWN and GAP, if the item is no longer public, and if something other than an item has changed.',
      resolve: ({ item }, _args, context) => item(context),
    }),
  }),
});
