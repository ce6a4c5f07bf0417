import type DataLoader from 'dataloader';
import { builder } from '../graphql/builder.js';
import { writeLogCursor } from '../writing/cursor.js';
import type { LiveEvent } from './source.js';

export const ChangeEnum = builder.enumType('Change', {
  description: 'What happened to the subject of an event: an item, a breaking item or a post.',
  values: {
    PUBLISHED: { description: 'The subject became public.' },
    UPDATED: { description: 'The public content of the subject changed.' },
    CORRECTED: { description: 'The subject was corrected, and readers see that.' },
    RETRACTED: { description: 'The subject was retracted, because it was wrong.' },
    EXPIRED: { description: 'The subject expired.' },
    WITHDRAWN: { description: 'The subject was withdrawn, unpublished or removed.' },
    GAP: {
      description:
        'Events before this cursor are lost, because they are no longer kept or belong to another log. Load the shown items again, and continue after this cursor.',
    },
  },
});

/** Loads the current row of the subject of an event. Null for a gap, and for an event that hides the subject. */
export function loadShown<Row>({ change, event }: LiveEvent, loader: DataLoader<number, Row | null>) {
  const isShown = change === 'PUBLISHED' || change === 'UPDATED' || change === 'CORRECTED';
  return isShown && event ? loader.load(event.subjectId) : null;
}

/** The fields that every event has. */
export function eventFields<Event extends LiveEvent>(
  t: PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, Event>,
) {
  return {
    cursor: t.string({
      description:
        'The place of the event in the event log. A subscription or `changes` can continue after this cursor.',
      resolve: ({ position }) => writeLogCursor(position),
    }),
    change: t.field({ type: ChangeEnum, description: 'What happened.', resolve: ({ change }) => change }),
    occurredAt: t.field({
      type: 'DateTime',
      description: 'When the change was committed.',
      resolve: ({ occurredAt }) => occurredAt,
    }),
  };
}

export const AFTER =
  'A cursor of the event log. The subscription sends the events after this cursor, and then new events. Without a cursor, it sends only new events. INVALID_CURSOR if the text is not a cursor of the event log.';

builder.queryField('liveCursor', (t) =>
  t.string({
    description:
      'The newest place in the event log. The other fields of the response are read later, so a subscription that continues after this cursor misses nothing.',
    resolve: (_root, _args, { liveCursor }) => {
      if (liveCursor === undefined) throw new Error('the operation was run without reading the log first');
      return liveCursor;
    },
  }),
);
