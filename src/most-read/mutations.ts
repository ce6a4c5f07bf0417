import { builder } from '../graphql/builder.js';
import { decodeGlobalId } from '../graphql/global-id.js';
import { CONTENT_TYPES, type ContentType, typeNameOf } from '../item/content-kinds.js';

const TYPES = new Map<string, ContentType>(CONTENT_TYPES.map((type) => [typeNameOf(type), type]));

const RecordViewInput = builder.inputType('RecordViewInput', {
  description: 'What somebody reads or watches.',
  fields: (t) => ({
    contentId: t.id({ required: true, description: 'Global id of the item, of any kind of content.' }),
  }),
});

const RecordViewPayload = builder.objectRef<{ readonly accepted: boolean }>('RecordViewPayload').implement({
  description: 'What `recordView` answers.',
  fields: (t) => ({
    accepted: t.exposeBoolean('accepted', {
      description:
        'Whether it was taken for counting. False for a client that viewed the item less than a minute ago, and where too much comes at once. Views of what is not public are taken, and count nothing.',
    }),
  }),
});

builder.mutationField('recordView', (t) =>
  t.field({
    type: RecordViewPayload,
    description:
      'Counts a view of an item for `mostRead`, within 5 seconds: one a minute for each item and network address. Anybody may.',
    extensions: {
      withoutKey: 'It counts in memory and writes nothing. A view that is sent again is not counted twice.',
    },
    args: { input: t.arg({ type: RecordViewInput, required: true, description: 'What was viewed.' }) },
    resolve: (_root, { input }, { caller, services }) => {
      const { id, typename } = decodeGlobalId(input.contentId, 'input.contentId', [...TYPES.keys()]);
      const type = TYPES.get(typename);
      if (!type) throw new Error(`${typename} is no kind of content`);
      return { accepted: services.countView({ client: caller.address, type, contentId: Number(id) }) };
    },
  }),
);
