import type { InputFieldsFromShape, ObjectRef } from '@pothos/core';
import type { builder } from '../../graphql/builder.js';
import { defineMutation, type InputFieldBuilder } from '../../writing/mutation.js';
import type { Answer } from '../../writing/payload.js';
import type { ContentType } from '../filter.js';
import { type ContentItem, findWrittenContent } from '../store.js';
import { TYPE_NAMES } from '../type.js';
import { createItem, refuseEarly, updateItem } from './edit.js';
import { commonFields, creationFields, UPDATE, updateFields } from './input-fields.js';
import { defineLifeMutations } from './life-mutations.js';
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
  /** The input fields that only this kind has. */
  readonly ownFields: (t: InputFieldBuilder) => OwnFields;
}

/** Defines the mutations that every kind has, such as `createVideo`. Answers how mutations of the kind answer. */
export function defineItemMutations(kind: Kind): Answer<ContentItem> {
  const answer = answerItem(kind);
  defineCreate(kind, answer);
  defineUpdate(kind, answer);
  defineLifeMutations(kind.type, answer);
  return answer;
}

function answerItem({ objectType, type }: Kind): Answer<ContentItem> {
  const name = TYPE_NAMES[type];
  return {
    fields: (t) => ({
      [`${name[0]?.toLowerCase()}${name.slice(1)}`]: t.field({
        type: objectType,
        nullable: true,
        description: 'As it is now; with a conflict, as somebody else left it. Null with other errors.',
        resolve: ({ row }) => row(),
      }),
    }),
    load: (id, { db }) => findWrittenContent(db, id),
  };
}

function defineCreate({ noun, ownFields, type }: Kind, answer: Answer<ContentItem>): void {
  defineMutation(`create${TYPE_NAMES[type]}`, {
    description: 'Makes a draft that belongs to the writer.',
    role: 'contributor',
    action: 'CREATED',
    input: `A new ${noun}.`,
    fields: (t) => ({ ...creationFields(t), ...commonFields(t), ...ownFields(t) }),
    answer,
    run: (input, writing) => createItem(writing, type, input),
  });
}

function defineUpdate({ noun, ownFields, type }: Kind, answer: Answer<ContentItem>): void {
  const a = `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  defineMutation(`update${TYPE_NAMES[type]}`, {
    description: `Changes ${a}. Own drafts; any draft needs editor, what is published, scheduled or withdrawn publisher.`,
    role: 'contributor',
    action: 'UPDATED',
    input: `What to change of ${a}. ${UPDATE}`,
    fields: (t) => ({ ...updateFields(t), ...commonFields(t), ...ownFields(t) }),
    answer,
    before: (input, context) => refuseEarly(context, type, input),
    run: (input, writing) => updateItem(writing, type, input),
  });
}
