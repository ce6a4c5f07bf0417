import { defineInputs } from '../fields/field.js';
import type { Kind } from '../fields/kind.js';
import { CONTENT_KINDS } from '../item/kind-names.js';
import { type ContentItem, findWrittenContent } from '../item/store.js';
import { fieldsOf, KIND_LIST } from '../kinds/kinds.js';
import { defineMutation } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { createItem, refuseEarly, updateItem } from './edit.js';
import { defineLifeMutations } from './life-mutations.js';

/** Every kind has the same mutations, such as `createVideo`, `updateVideo` and `publishVideo`. */
for (const kind of KIND_LIST) {
  const answer = answerItem(kind);
  defineCreate(kind, answer);
  defineUpdate(kind, answer);
  defineLifeMutations(kind.type, answer);
}

function answerItem({ objectType, type }: Kind): Answer<ContentItem> {
  return {
    fields: (t) => ({
      [CONTENT_KINDS[type].record]: t.field({
        type: objectType,
        nullable: true,
        description:
          'The item after the write. With a conflict: the item as somebody else left it. Null with other errors.',
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
    fields: (t) => ({
      language: t.field({
        type: 'LanguageTag',
        description: "Its language, of an edition of the site; the site's own when absent.",
      }),
      translationOf: t.id({ description: 'Global id of an item in another language that this is a translation of.' }),
      ...defineInputs(fieldsOf(type), type, t, true),
    }),
    answer,
    run: (input, writing) => createItem(writing, type, input),
  });
}

function defineUpdate({ type }: Kind, answer: Answer<ContentItem>): void {
  const { noun, typeName } = CONTENT_KINDS[type];
  const a = `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  defineMutation(`update${typeName}`, {
    description: `Changes ${a}. A draft of somebody else needs the role editor; a published, scheduled or withdrawn item needs publisher.`,
    role: 'contributor',
    action: 'UPDATED',
    input: `Changes of ${a}. An absent field stays as it is; null clears a field that may be empty.`,
    fields: (t) => ({
      id: t.id({ required: true, description: 'Global id.' }),
      version: t.int({
        required: true,
        description: 'The version that the change started from: CONFLICT when there is a newer one.',
      }),
      ...defineInputs(fieldsOf(type), type, t, false),
    }),
    answer,
    before: (input, context) => refuseEarly(context, type, input),
    run: (input, writing) => updateItem(writing, type, input),
  });
}
