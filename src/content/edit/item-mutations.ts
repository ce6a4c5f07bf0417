import type { InputFieldsFromShape, ObjectRef } from '@pothos/core';
import { builder } from '../../graphql/builder.js';
import { once } from '../../writing/idempotency.js';
import { answerWriting, INPUT, needs, payloadType } from '../../writing/mutation.js';
import type { ContentType } from '../filter.js';
import type { ContentItem } from '../store.js';
import { TYPE_NAMES } from '../type.js';
import { createItem, refuseEarly, updateItem } from './edit.js';
import { commonFields, creationFields, type ItemFieldBuilder, UPDATE, updateFields } from './input-fields.js';
import { defineLifeMutations, loadWritten, type MakePayload } from './life-mutations.js';
import type { ItemInput } from './read-patch.js';

type SchemaTypes = typeof builder.$inferSchemaTypes;
/** Fields of the names and types that a patch is read from. */
type OwnFields = Partial<InputFieldsFromShape<SchemaTypes, Omit<ItemInput, 'headline'>, 'InputObject'>>;

/** A kind of content that the newsroom writes. */
interface Kind {
  readonly type: ContentType;
  /** As it stands in a sentence: `video`, `live blog`. */
  readonly noun: string;
  readonly objectType: ObjectRef<SchemaTypes, ContentItem>;
  /** What only this kind takes. */
  readonly ownFields: (t: ItemFieldBuilder) => OwnFields;
}

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
  const name = TYPE_NAMES[type];
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

function defineCreate({ noun, ownFields, type }: Kind, makePayload: MakePayload): void {
  const mutation = `create${TYPE_NAMES[type]}`;
  const inputType = builder.inputType(`Create${TYPE_NAMES[type]}Input`, {
    description: `A new ${noun}.`,
    fields: (t) => ({ ...creationFields(t), ...commonFields(t), ...ownFields(t) }),
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

function defineUpdate({ noun, ownFields, type }: Kind, makePayload: MakePayload): void {
  const mutation = `update${TYPE_NAMES[type]}`;
  const a = `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  const inputType = builder.inputType(`Update${TYPE_NAMES[type]}Input`, {
    description: `What to change of ${a}. ${UPDATE}`,
    fields: (t) => ({ ...updateFields(t), ...commonFields(t), ...ownFields(t) }),
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
