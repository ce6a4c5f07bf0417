import { AFTER } from '../event-log/event-fields.js';
import { LiveSource } from '../event-log/source.js';
import { builder } from '../graphql/builder.js';
import { ContentFilterInput, readRootFilter } from '../list/filter-input.js';
import { filteredLanguageArgs } from '../site/language-args.js';
import { readLogCursor } from '../writing/cursor.js';
import { wantsContent } from './event-scope.js';
import { ContentChangeType, toContentChange } from './type.js';

builder.subscriptionField('contentChanges', (t) =>
  t.field({
    type: ContentChangeType,
    description:
      'Live changes of published content: items that are published, updated, corrected, withdrawn or expired. A subscriber that received an item also receives its later changes.',
    args: {
      after: t.arg.string({ description: AFTER }),
      filter: t.arg({ type: ContentFilterInput, description: 'Only changes of items that meet these conditions.' }),
      ...filteredLanguageArgs,
    },
    subscribe: async (_root, { after, filter, language }, context) => {
      if (after != null) readLogCursor('after', after);
      const wants = await wantsContent(await readRootFilter(filter, language, context), context);
      return new LiveSource({ subject: 'CONTENT', wants });
    },
    resolve: toContentChange,
  }),
);
