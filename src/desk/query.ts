import { hasRole } from '../access/roles.js';
import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { ContentItemInterface } from '../item/type.js';
import { chooseListLanguage, listLanguageArgs } from '../site/language.js';
import { selectNewsroomItems } from './store.js';

const NewsroomStatusEnum = builder.enumType('NewsroomStatus', {
  description: 'The states of items that readers do not see.',
  values: {
    DRAFT: { description: 'Work in progress.' },
    SCHEDULED: { description: 'Released, but before its publication date or the end of its embargo.' },
    WITHDRAWN: { description: 'Withdrawn from the public.' },
  },
});

builder.queryField('newsroomItems', (t) =>
  t.connection(
    {
      type: ContentItemInterface,
      authScopes: { role: 'contributor' },
      description:
        'Items that readers do not see: drafts, scheduled items or withdrawn items, the most recently changed first. Needs the role contributor. Contributors see their own items, editors see all.',
      args: {
        status: t.arg({ type: NewsroomStatusEnum, defaultValue: 'DRAFT', description: 'The state of the items.' }),
        mine: t.arg.boolean({ defaultValue: false, description: 'Only items that this token or account created.' }),
        ...listLanguageArgs,
      },
      resolve: async (_root, args, { batch, caller, db, loaders, now }) => {
        const page = readPageRequest(args, ['moment', 'bigint']);
        const language = await chooseListLanguage(loaders, args.language);
        const createdBy = args.mine || !hasRole(caller.identity, 'editor') ? caller.identity.key : null;
        const select = selectNewsroomItems[args.status ?? 'DRAFT'];
        const rows = await batch.track(select(db, { now, language, createdBy }, page));
        return toConnection(rows, page, (item) => [item.updatedAt.toISOString(), item.id]);
      },
    },
    { name: 'NewsroomItemConnection', description: 'A page of items that readers do not see.' },
    { name: 'NewsroomItemEdge', description: 'An item at its place in the list.' },
  ),
);
