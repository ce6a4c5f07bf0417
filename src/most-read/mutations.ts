import { builder } from '../graphql/builder.js';
import { decodeGlobalId } from '../graphql/global-id.js';
import { CONTENT_TYPES, TYPE_NAMES, typeNameOf } from '../item/kind-names.js';

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
        'Whether the view was accepted. False if the client viewed the item less than a minute ago, or if too many views come at once. Views of hidden items are accepted, but not counted.',
    }),
  }),
});

builder.mutationField('recordView', (t) =>
  t.field({
    type: RecordViewPayload,
    description:
      'Counts a view of an item for `mostRead`, within 5 seconds: at most one a minute for each item and network address. Needs no role.',
    extensions: {
      withoutKey: 'It counts in memory and writes nothing. A view that is sent again is not counted twice.',
    },
    args: { input: t.arg({ type: RecordViewInput, required: true, description: 'What was viewed.' }) },
    resolve: (_root, { input }, { caller, services }) => {
      const { id, typename } = decodeGlobalId(input.contentId, 'input.contentId', TYPE_NAMES);
      const type = CONTENT_TYPES.find((candidate) => typeNameOf(candidate) === typename);
      if (!type) throw new Error(`${typename} is no kind of content`);
      return { accepted: services.countView({ client: caller.address, type, contentId: Number(id) }) };
    },
  }),
);
