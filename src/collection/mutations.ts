import { ImageInput, readImage } from '../image/image-input.js';
import { TYPE_NAMES } from '../item/kind-names.js';
import { ContentFilterInput } from '../list/filter-input.js';
import { readNames, slugAndLanguage } from '../site/language.js';
import { readChange, readClearable, readClearableText, refuseNull, unknownId } from '../writing/changes.js';
import { readId, readLine, readText } from '../writing/fields.js';
import { defineMutation, type Writing } from '../writing/mutation.js';
import { answerId, answerRow } from '../writing/payload.js';
import { changeRow, deleteRow, insertRow } from '../writing/rows.js';
import { invalid } from '../writing/user-faults.js';
import { readRuleInput } from './rule-input.js';
import { findLanguagesOfItems, lockCollection, setCollectionItems } from './store.js';
import { collections } from './table.js';
import { CollectionType } from './type.js';

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 2000;
const MOST_ITEMS = 500;

const ITEMS =
  'Global ids of the chosen items, in order. All items must be in the language of the collection. No item may come twice. Readers see a hidden item as soon as it is public.';
const RULE =
  'Conditions on items. Matching items come after the chosen items, the newest first. `collection` and `language` must be absent: the rule uses the language of the collection';

const answerCollection = answerRow('collection', CollectionType, (id, { loaders }) => loaders.collection.byId.load(id));

defineMutation('createCollection', {
  description: 'Creates a coverage package, which is public at once.',
  role: 'publisher',
  action: 'CREATED',
  input: 'The coverage package to create.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'The title of the package.', longest: LONGEST_TITLE }),
    ...slugAndLanguage(t, 'title'),
    description: t.string({ description: 'What the package is about, plain text.', longest: LONGEST_DESCRIPTION }),
    mainImage: t.field({ type: ImageInput, description: 'The picture of the package.' }),
    items: t.idList({ description: ITEMS, most: MOST_ITEMS }),
    rule: t.field({ type: ContentFilterInput, description: `${RULE}.` }),
    position: t.int({
      description: 'The place of the package in lists. The lowest number comes first; 0 when absent.',
    }),
  }),
  answer: answerCollection('The new collection.'),
  async run(input, writing) {
    const { db } = writing;
    const { language, line: title, slug } = readNames(writing, 'title', input.title, input);
    const items = await readItems(db, input.items ?? [], language);
    const id = await insertRow(db, collections, `there is a collection ${slug} in ${language}`, {
      title,
      language,
      slug,
      description: readText(input.description),
      mainImage: input.mainImage ? readImage('mainImage', input.mainImage) : null,
      rule: input.rule ? await readRuleInput(db, 'rule', input.rule, language) : null,
      position: input.position ?? 0,
    });
    await setCollectionItems(db, id, items);
    return id;
  },
});

defineMutation('updateCollection', {
  description: 'Changes a coverage package. The changes are public at once.',
  role: 'publisher',
  action: 'UPDATED',
  input: 'Changes to a coverage package. An absent field stays as it is; null clears a field that may be empty.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the collection.' }),
    title: t.string({ description: 'The new title. The slug stays the same.', longest: LONGEST_TITLE }),
    description: t.string({
      description: 'What the package is about, plain text; null clears it.',
      longest: LONGEST_DESCRIPTION,
    }),
    mainImage: t.field({ type: ImageInput, description: 'The picture of the package; null clears it.' }),
    items: t.idList({
      description: `${ITEMS} These items replace the items that were chosen before; null means no items.`,
      most: MOST_ITEMS,
    }),
    rule: t.field({ type: ContentFilterInput, description: `${RULE}. Null removes the rule.` }),
    position: t.int({ description: 'The place of the package in lists. The lowest number comes first.' }),
  }),
  answer: answerCollection('The collection after the write.'),
  async run(input, { db }) {
    const collection = await lockCollection(db, readId('id', input.id, ['Collection']));
    if (!collection) throw unknownId('id', 'collection');
    const { id, language } = collection;
    await changeRow(db, collections, id, {
      title: readChange('title', input.title, readLine),
      description: readClearableText(input.description),
      mainImage: readClearable('mainImage', input.mainImage, readImage),
      rule: input.rule ? await readRuleInput(db, 'rule', input.rule, language) : input.rule,
      position: refuseNull('position', input.position),
    });
    if (input.items !== undefined) await setCollectionItems(db, id, await readItems(db, input.items ?? [], language));
    return id;
  },
});

defineMutation('deleteCollection', {
  description: 'Deletes a coverage package. The items in it are not deleted.',
  role: 'publisher',
  action: 'REMOVED',
  input: 'The coverage package to delete.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Global id of the collection.' }) }),
  answer: answerId('deletedId', 'Global id of the deleted collection.', 'Collection'),
  async run(input, { db }) {
    const id = readId('id', input.id, ['Collection']);
    if (!(await deleteRow(db, collections, id))) throw unknownId('id', 'collection');
    return id;
  },
});

async function readItems(db: Writing['db'], globalIds: readonly string[], language: string): Promise<number[]> {
  const ids = globalIds.map((id, index) => readId(`items.${index}`, id, TYPE_NAMES));
  const languages = await findLanguagesOfItems(db, ids);
  for (const [index, id] of ids.entries()) {
    const own = languages.get(id);
    const before = ids.indexOf(id);
    if (own === undefined) throw unknownId(`items.${index}`, 'item');
    if (own !== language) throw invalid(`items.${index}`, `must be an item in ${language}, not in ${own}`);
    if (before < index) throw invalid(`items.${index}`, `is in the list already, as item ${before}`);
  }
  return ids;
}
