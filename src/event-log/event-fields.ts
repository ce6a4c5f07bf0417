import type DataLoader from 'dataloader';
import { builder } from '../graphql/builder.js';
import { writeLogCursor } from '../writing/cursor.js';
import type { LiveEvent } from './source.js';

export const ChangeEnum = builder.enumType('Change', {
  description: 'What happened to an item, a breaking item or a post.',
  values: {
    PUBLISHED: { description: 'It is public now.' },
    UPDATED: { description: 'Its public content changed.' },
    CORRECTED: { description: 'It was corrected, visibly to readers.' },
    RETRACTED: { description: 'It was wrong and was retracted.' },
    EXPIRED: { description: 'It expired.' },
    WITHDRAWN: { description: 'It was withdrawn, unpublished or removed.' },
    GAP: {
      description:
        'Events before this cursor are lost: they are no longer kept, or belong to another log. Load the shown items again, and continue after this cursor.',
    },
  },
});

/** Loads the current row of an event. Null for a gap, and for an event after which the row is hidden. */
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
      description: 'Its place in the event log. Continue after it, with a subscription or `changes`.',
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
  'A cursor of the event log: sends the events since then, then new ones. Only new ones when absent. INVALID_CURSOR if it is no cursor of the log.';

builder.queryField('liveCursor', (t) =>
  t.string({
    description:
      'The newest place in the event log. Other fields of the same answer are at least as new, so a subscription after this cursor misses nothing.',
    resolve: (_root, _args, { liveCursor }) => {
      if (liveCursor === undefined) throw new Error('the operation was run without reading the log first');
      return liveCursor;
    },
  }),
);
