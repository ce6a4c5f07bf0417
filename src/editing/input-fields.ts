import type { InputFieldBuilder } from '../writing/mutation.js';

/** What a new item takes beside its fields. */
export const creationFields = (t: InputFieldBuilder) => ({
  language: t.field({
    type: 'LanguageTag',
    description: "Its language, of an edition of the site; the site's own when absent.",
  }),
  translationOf: t.id({ description: 'Global id of an item in another language that this is a translation of.' }),
});

/** What an update takes beside the item's fields. */
export const updateFields = (t: InputFieldBuilder) => ({
  id: t.id({ required: true, description: 'Global id.' }),
  version: t.int({
    required: true,
    description: 'The version that the change started from: CONFLICT when there is a newer one.',
  }),
});

export const UPDATE = 'What is absent stays as it is; null clears what can be absent.';
