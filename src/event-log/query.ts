import { builder } from '../graphql/builder.js';

builder.queryField('liveCursor', (t) =>
  t.string({
    description:
      'Where the event log stands: what is answered beside it may be newer, never older. Subscribe after it, and nothing is missed.',
    resolve: (_root, _args, { liveCursor }) => {
      if (liveCursor === undefined) throw new Error('the operation was run without reading the log first');
      return liveCursor;
    },
  }),
);
