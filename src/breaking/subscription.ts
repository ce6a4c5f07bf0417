import { AFTER, eventFields, hasItem } from '../event-log/event-fields.js';
import { type LiveEvent, LiveSource } from '../event-log/source.js';
import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { filteredLanguageArgs } from '../site/language-args.js';
import { readLogCursor } from '../writing/cursor.js';
import { BreakingFilterInput, readBreakingFilter } from './filter-input.js';
import { BreakingItemType } from './type.js';

const BreakingNewsEventType = builder.objectRef<LiveEvent>('BreakingNewsEvent').implement({
  description: 'What happened to a line of the ticker.',
  fields: (t) => ({
    ...eventFields(t),
    itemId: t.id({
      nullable: true,
      description: 'Global id of the line; null for GAP.',
      resolve: ({ event }) => event && encodeGlobalId('BreakingItem', event.subjectId),
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it was retracted.',
      resolve: ({ event }) => event?.reason ?? null,
    }),
    item: t.field({
      type: BreakingItemType,
      nullable: true,
      description:
        'The line as it is now: null for EXPIRED, RETRACTED, WITHDRAWN and GAP, and where it is not shown any more.',
      resolve: (event, _args, { loaders }) =>
        hasItem(event) && event.event ? loaders.breaking.byId.load(event.event.subjectId) : null,
    }),
  }),
});

builder.subscriptionField('breakingNews', (t) =>
  t.field({
    type: BreakingNewsEventType,
    description:
      'The ticker, live: each line as it is published, corrected, retracted or expires. Who got a line hears what becomes of it.',
    args: {
      after: t.arg.string({ description: AFTER }),
      filter: t.arg({ type: BreakingFilterInput, description: 'Which lines.' }),
      ...filteredLanguageArgs,
    },
    subscribe: async (_root, { after, filter, ...asked }, context) => {
      if (after != null) readLogCursor('after', after);
      const { language, maxUrgency, regionIds } = await readBreakingFilter(filter, asked.language, context);
      return new LiveSource({
        subject: 'BREAKING',
        wants: (facts) =>
          (language === null || facts.language === language) &&
          (maxUrgency === null || (facts.urgency ?? 9) <= maxUrgency) &&
          (regionIds === null || (facts.regionIds ?? []).some((id) => regionIds.includes(id))),
      });
    },
    resolve: (event) => event,
  }),
);
