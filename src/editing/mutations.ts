import { defineInputs } from '../fields/field.js';
import { CONTENT_KINDS, type ContentType } from '../item/kind-names.js';
import { type ContentItem, findWrittenContent } from '../item/store.js';
import { ContentItemInterface } from '../item/type.js';
import { fieldsOf, KIND_LIST } from '../kinds/kinds.js';
import { defineMutation } from '../writing/mutation.js';
import { type Answer, answerRow } from '../writing/payload.js';
import { createItem, refuseEarly, updateItem } from './edit.js';
import { defineLifeMutations } from './life-mutations.js';

// Every kind of content has the same mutations. Videos have `createVideo`, `updateVideo`, `publishVideo` and so on.
for (const { objectType, type } of KIND_LIST) {
  const row = answerRow(CONTENT_KINDS[type].record, objectType, (id, { db }) => findWrittenContent(db, id))(
    'The item after the write. After a CONFLICT, the item as somebody else wrote it. Null after other errors.',
  );
  const answer: Answer<ContentItem> = {
    ...row,
    fields: (t) => ({
      ...row.fields(t),
      addressServes: t.field({
        type: ContentItemInterface,
        nullable: true,
        description:
          "Another item, which is public, had the address of this item before. The address leads readers to that item until this item is public. Null when the address is this item's alone.",
        resolve: async ({ row: load }, _args, { loaders }) => {
          const item = await load();
          const served = item && (await loaders.item.byPath.load(item.path));
          return served && served.id !== item.id ? served : null;
        },
      }),
    }),
  };
  defineCreate(type, answer);
  defineUpdate(type, answer);
  defineLifeMutations(type, answer);
}

function defineCreate(type: ContentType, answer: Answer<ContentItem>): void {
  const { noun, typeName } = CONTENT_KINDS[type];
  defineMutation(`create${typeName}`, {
    description: 'Creates a draft that belongs to the caller.',
    role: 'contributor',
    action: 'CREATED',
    input: `A new ${noun}.`,
    fields: (t) => ({
      language: t.field({
        type: 'LanguageTag',
        description:
          'The language of the item. The site must have an edition in this language. When absent, the language of the site.',
      }),
      translationOf: t.id({
        description:
          'Global id of the original, if the new item is a translation. The original must be in another language.',
      }),
      ...defineInputs(fieldsOf(type), type, t, true),
    }),
    answer,
    run: (input, writing) => createItem(writing, type, input),
  });
}

function defineUpdate(type: ContentType, answer: Answer<ContentItem>): void {
  const { noun, typeName } = CONTENT_KINDS[type];
  const nounWithArticle = `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
  defineMutation(`update${typeName}`, {
    description: `Changes ${nounWithArticle}. Contributors may change their own drafts. Editors may change any draft. Publishers may also change items that are published or scheduled. A withdrawn item must first become a draft again: see unpublish${typeName}.`,
    role: 'contributor',
    action: 'UPDATED',
    input: `Changes to ${nounWithArticle}. An absent field stays as it is; null clears a field that may be empty.`,
    fields: (t) => ({
      id: t.id({ required: true, description: 'Global id of the item.' }),
      version: t.int({
        required: true,
        description: 'The version that the editor loaded before the change. CONFLICT if the item has a newer version.',
      }),
      ...defineInputs(fieldsOf(type), type, t, false),
    }),
    answer,
    before: (input, context) => refuseEarly(context, type, input),
    run: (input, writing) => updateItem(writing, type, input),
  });
}
