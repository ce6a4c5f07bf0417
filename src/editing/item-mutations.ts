import { defineInputs } from '../fields/field.js';
import type { Kind } from '../fields/kind.js';
import { CONTENT_KINDS } from '../item/content-kinds.js';
import { type ContentItem, findWrittenContent } from '../item/store.js';
import { fieldsOf } from '../kinds/kinds.js';
import { defineMutation } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { createItem, refuseEarly, updateItem } from './edit.js';
import { creationFields, UPDATE, updateFields } from './input-fields.js';
import { defineLifeMutations } from './life-mutations.js';

/** Defines the mutations that every kind has, such as `createVideo`. Answers how mutations of the kind answer. */
export function defineItemMutations(kind: Kind): Answer<ContentItem> {
  const answer = answerItem(kind);
  defineCreate(kind, answer);
  defineUpdate(kind, answer);
  defineLifeMutations(kind.type, answer);
  return answer;
}

function answerItem({ objectType, type }: Kind): Answer<ContentItem> {
  return {
    fields: (t) => ({
      [CONTENT_KINDS[type].record]: t.field({
        type: objectType,
        nullable: true,
        description: 'As it is now; with a conflict, as somebody else left it. Null with other errors.',
        resolve: ({ row }) => row(),
      }),
    }),
    load: (id, { db }) => findWrittenContent(db, id),
  };
}

function defineCreate({ type }: Kind, answer: Answer<ContentItem>): void {
  const { noun, typeName } = CONTENT_KINDS[type];
  defineMutation(`create${typeName}`, {
    description: 'Makes a draft that belongs to the writer.',
    role: 'contributor',
    action: 'CREATED',
    input: `A new ${noun}.`,
    fields: (t) => ({ ...creationFields(t), ...defineInputs(fieldsOf(type), type, t, true) }),
    answer,
    run: (input, writing) => createItem(writing, type, input),
  });
}

function defineUpdate({ type }: Kind, answer: Answer<ContentItem>): void {
  const { noun, typeName } = CONTENT_KINDS[type];
  const a = `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  defineMutation(`update${typeName}`, {
    description: `Changes ${a}. Own drafts; any draft needs editor, what is published, scheduled or withdrawn publisher.`,
    role: 'contributor',
    action: 'UPDATED',
    input: `What to change of ${a}. ${UPDATE}`,
    fields: (t) => ({ ...updateFields(t), ...defineInputs(fieldsOf(type), type, t, false) }),
    answer,
    before: (input, context) => refuseEarly(context, type, input),
    run: (input, writing) => updateItem(writing, type, input),
  });
}
