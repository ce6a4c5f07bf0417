import { builder } from '../graphql/builder.js';
import { decodeGlobalId } from '../graphql/global-id.js';
import { CONTENT_TYPES, TYPE_NAMES, typeNameOf } from '../item/kind-names.js';

const RecordViewInput = builder.inputType('RecordViewInput', {
  description: 'The item that somebody reads or watches.',
  fields: (t) => ({
    contentId: t.id({ required: true, description: 'Global id of the item, of any kind of content.' }),
  }),
});

const RecordViewPayload = builder.objectRef<{ readonly accepted: boolean }>('RecordViewPayload').implement({
  description: 'The result of `recordView`.',
  fields: (t) => ({
    accepted: t.exposeBoolean('accepted', {
      description:
        'True if the view was accepted. False if the client viewed the item less than a minute ago, or if too many views come at once. Views of hidden items are accepted, but not counted.',
    }),
  }),
});

builder.mutationField('recordView', (t) =>
  t.field({
    type: RecordViewPayload,
    description:
      'Counts a view of an item. `mostRead` shows the view within 5 seconds. At most one view per minute is counted for each item and network address. Needs no role.',
    extensions: {
      withoutKey: 'The mutation counts in memory and writes nothing. A view that is sent again is not counted twice.',
    },
    args: { input: t.arg({ type: RecordViewInput, required: true, description: 'The item that was viewed.' }) },
    resolve: (_root, { input }, { caller, services }) => {
      const { id, typename } = decodeGlobalId(input.contentId, 'input.contentId', TYPE_NAMES);
      const type = CONTENT_TYPES.find((candidate) => typeNameOf(candidate) === typename);
      if (!type) throw new Error(`${typename} is not a kind of content`);
      return { accepted: services.countView({ client: caller.address, type, contentId: Number(id) }) };
    },
  }),
);
