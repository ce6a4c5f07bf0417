import { ChangeEnum, loadShown } from '../event-log/event-fields.js';
import type { LiveEvent } from '../event-log/source.js';
import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { typeNameOf } from '../item/kind-names.js';
import type { ContentItem } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import type { Context } from '../schema/context.js';
import { writeLogCursor } from '../writing/cursor.js';

/** A change of an item. It is an event of the log, or a public item while a client loads all content. */
export interface ContentChange {
  readonly cursor: string;
  readonly change: LiveEvent['change'];
  readonly occurredAt: Date;
  readonly itemId: string | null;
  readonly reason: string | null;
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
    itemId: event?.type ? encodeGlobalId(typeNameOf(event.type), event.subjectId) : null,
    item: ({ loaders }) => loadShown(live, loaders.item.byId),
  };
}

export const ContentChangeType = builder.objectRef<ContentChange>('ContentChange').implement({
  description: 'A change of an item.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', {
      description:
        'The place of the change in the event log. Send it as `after` of a subscription, or as `since` of `changes`.',
    }),
    change: t.expose('change', { type: ChangeEnum, description: 'What happened.' }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime', description: 'When the change was committed.' }),
    itemId: t.exposeID('itemId', { nullable: true, description: 'Global id of the item. Null for GAP.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why the item was withdrawn. Null if no reason was given, or if the item was unpublished.',
    }),
    item: t.field({
      type: ContentItemInterface,
      nullable: true,
      description: 'The item as it is now. Null for EXPIRED, WITHDRAWN and GAP, and if the item is no longer public.',
      resolve: ({ item }, _args, context) => item(context),
    }),
  }),
});
