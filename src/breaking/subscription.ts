import { AFTER, eventFields, loadShown } from '../event-log/event-fields.js';
import { type LiveEvent, LiveSource } from '../event-log/source.js';
import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { filteredLanguageArgs } from '../site/language.js';
import { readLogCursor } from '../writing/cursor.js';
import { BreakingFilterInput, readBreakingFilter } from './query.js';
import { BreakingItemType } from './type.js';

const BreakingNewsEventType = builder.objectRef<LiveEvent>('BreakingNewsEvent').implement({
  description: 'A change of a breaking item.',
  fields: (t) => ({
    ...eventFields(t),
    itemId: t.id({
      nullable: true,
      description: 'Global id of the breaking item; null for GAP.',
      resolve: ({ event }) => event && encodeGlobalId('BreakingItem', event.subjectId),
    }),
    reason: t.string({
      nullable: true,
      description: 'Why the item was retracted; null for other changes.',
      resolve: ({ event }) => event?.reason ?? null,
    }),
    item: t.field({
      type: BreakingItemType,
      nullable: true,
      description:
        'The breaking item as it is now. Null for EXPIRED, RETRACTED, WITHDRAWN and GAP, and if the ticker no longer shows it.',
      resolve: (event, _args, { loaders }) => loadShown(event, loaders.breaking.byId),
    }),
  }),
});

builder.subscriptionField('breakingNews', (t) =>
  t.field({
    type: BreakingNewsEventType,
    description:
      'Sends an event when a breaking item is published, changed, corrected or retracted, or expires. A subscriber who got an item also gets the later events of the item, even if the item no longer meets the filter.',
    args: {
      after: t.arg.string({ description: AFTER }),
      filter: t.arg({ type: BreakingFilterInput, description: 'Conditions on the items.' }),
      ...filteredLanguageArgs,
    },
    subscribe: async (_root, { after, filter, ...asked }, context) => {
      if (after != null) readLogCursor('after', after);
      const { language, maxUrgency, regionIds } = await readBreakingFilter(filter, asked.language, context);
      return new LiveSource({
        subjects: ['BREAKING'],
        wants: (facts) =>
          (language === null || facts.language === language) &&
          (maxUrgency === null || (facts.urgency ?? 9) <= maxUrgency) &&
          (regionIds === null || (facts.regionIds ?? []).some((id) => regionIds.includes(id))),
      });
    },
    resolve: (event) => event,
  }),
);
