import { builder } from '../graphql/builder.js';
import { writeLogCursor } from '../writing/cursor.js';
import type { LiveEvent } from './source.js';

export const ChangeEnum = builder.enumType('Change', {
  description: 'What happened to an item, a line of the ticker or a post.',
  values: {
    PUBLISHED: { description: 'It is public now.' },
    UPDATED: { description: 'What is public of it changed.' },
    CORRECTED: { description: 'It was put right, in the open.' },
    RETRACTED: { description: 'It was wrong and was taken back.' },
    EXPIRED: { description: 'Its time is over.' },
    WITHDRAWN: { description: 'It was taken away, unpublished or removed.' },
    GAP: {
      description:
        'Events before this cursor are no longer kept, or cannot be known: load anew what is shown, and go on from here.',
    },
  },
});

/** What is gone has nothing to show. */
export const hasItem = ({ change }: LiveEvent): boolean =>
  change === 'PUBLISHED' || change === 'UPDATED' || change === 'CORRECTED';

/** What every event tells. */
export function eventFields<Event extends LiveEvent>(
  t: PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, Event>,
) {
  return {
    cursor: t.string({
      description: 'Its place in the event log: subscribe, or ask `changes`, after it.',
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
  'A cursor of the event log: everything since, then live. From now on when absent. INVALID_CURSOR for what is none.';
