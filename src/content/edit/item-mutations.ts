import { builder } from '../../graphql/builder.js';
import { fieldsOf } from '../../kinds/kinds.js';
import { once } from '../../newsroom/idempotency.js';
import { answerWriting, INPUT, needs, payloadType } from '../../newsroom/mutation.js';
import { CONTENT_KINDS, typeNameOf } from '../content-kinds.js';
import { defineInputs } from '../item-field.js';
import type { Kind } from '../kind.js';
import type { ContentItem } from '../store.js';
import { createItem, refuseEarly, updateItem } from './edit.js';
import { creationFields, UPDATE, updateFields } from './input-fields.js';
import { defineLifeMutations, loadWritten, type MakePayload } from './life-mutations.js';

/**
 * The mutations that every kind has: `createVideo`, `updateVideo` and those of its life. Answers what makes the payloads of
 * a kind's others.
 */
export function defineItemMutations(kind: Kind): MakePayload {
  const makePayload = payloadsOf(kind);
  defineCreate(kind, makePayload);
  defineUpdate(kind, makePayload);
  defineLifeMutations(kind.type, makePayload);
  return makePayload;
}

function payloadsOf({ objectType, type }: Kind): MakePayload {
  const name = typeNameOf(type);
  const field = `${name[0]?.toLowerCase()}${name.slice(1)}`;
  return (mutation) =>
    payloadType<ContentItem>(mutation, (t) => ({
      [field]: t.field({
        type: objectType,
        nullable: true,
        description: 'As it is now; with a conflict, as somebody else left it. Null with other errors.',
        resolve: ({ row }) => row(),
      }),
    }));
}

function defineCreate({ type }: Kind, makePayload: MakePayload): void {
  const { noun } = CONTENT_KINDS[type];
  const mutation = `create${typeNameOf(type)}`;
  const inputType = builder.inputType(`Create${typeNameOf(type)}Input`, {
    description: `A new ${noun}.`,
    fields: (t) => ({ ...creationFields(t), ...defineInputs(fieldsOf(type), type, t, true) }),
  });
  builder.mutationField(mutation, (t) =>
    t.field({
      type: makePayload(mutation),
      ...needs('contributor', 'Makes a draft, which is the writer’s own.'),
      args: { input: t.arg({ type: inputType, required: true, description: INPUT }) },
      resolve: (_root, { input }, context) =>
        answerWriting(
          context,
          'CREATED',
          (writing) =>
            once(writing, { key: input.idempotencyKey, request: [mutation, input] }, () =>
              createItem(writing, type, input),
            ),
          loadWritten(context),
        ),
    }),
  );
}

function defineUpdate({ type }: Kind, makePayload: MakePayload): void {
  const { noun } = CONTENT_KINDS[type];
  const mutation = `update${typeNameOf(type)}`;
  const a = `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  const inputType = builder.inputType(`Update${typeNameOf(type)}Input`, {
    description: `What to change of ${a}. ${UPDATE}`,
    fields: (t) => ({ ...updateFields(t), ...defineInputs(fieldsOf(type), type, t, false) }),
  });
  builder.mutationField(mutation, (t) =>
    t.field({
      type: makePayload(mutation),
      ...needs(
        'contributor',
        `Changes ${a}. Own drafts; any draft needs editor, what is published, scheduled or withdrawn publisher.`,
      ),
      args: { input: t.arg({ type: inputType, required: true, description: INPUT }) },
      resolve: (_root, { input }, context) =>
        answerWriting(
          context,
          'UPDATED',
          (writing) => updateItem(writing, type, input),
          loadWritten(context),
          () => refuseEarly(context, type, input),
        ),
    }),
  );
}
