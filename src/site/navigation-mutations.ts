import { LONGEST_ADDRESS } from '../graphql/bounds.js';
import { builder } from '../graphql/builder.js';
import { readAddress } from '../image/image-input.js';
import { readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import { invalid } from '../writing/user-faults.js';
import { loadLocalSite, SITE_ID, siteField } from './mutations.js';
import { MenuEnum } from './navigation.js';
import { putMenu } from './write.js';
import { chooseWritingLanguage } from './writing-language.js';

/** Entries of a level. */
const MOST_ITEMS = 50;
const LONGEST_LABEL = 100;

const LABEL = 'What it says.';
const PATH = 'Where it leads: a path of the site such as `/news/politics`, or an http or https address.';

const NavigationChildInput = builder.inputType('NavigationChildInput', {
  description: 'An entry of the lower level of a menu.',
  fields: (t) => ({
    label: t.string({ required: true, description: LABEL, longest: LONGEST_LABEL }),
    path: t.string({ required: true, description: PATH, longest: LONGEST_ADDRESS }),
  }),
});

const NavigationItemInput = builder.inputType('NavigationItemInput', {
  description: 'An entry of the upper level of a menu.',
  fields: (t) => ({
    label: t.string({ required: true, description: LABEL, longest: LONGEST_LABEL }),
    path: t.string({ required: true, description: PATH, longest: LONGEST_ADDRESS }),
    children: t.field({
      type: [NavigationChildInput],
      description: 'The entries below it, in order; none when absent.',
      most: MOST_ITEMS,
    }),
  }),
});

defineMutation('setNavigation', {
  description: 'Replaces a whole menu.',
  role: 'admin',
  action: 'UPDATED',
  input: 'A whole menu, which replaces what it was.',
  fields: (t) => ({
    language: t.field({ type: 'LanguageTag', description: "The menu's language; the site's own when absent." }),
    menu: t.field({ type: MenuEnum, required: true, description: 'Which menu.' }),
    items: t.field({
      type: [NavigationItemInput],
      required: true,
      description: 'Its upper level, in order.',
      most: MOST_ITEMS,
    }),
  }),
  answer: {
    fields: siteField('The site as it is now, in the language of the menu.'),
    load: (_id, context, { language }) => loadLocalSite(context, language),
  },
  async run({ items, language, menu }, writing) {
    const levels = readEach('items', items, (field, item) => ({
      ...readItem(field, item),
      children: readEach(`${field}.children`, item.children ?? [], readItem),
    }));
    await putMenu(writing.db, { language: chooseWritingLanguage(writing, language), menu, items: levels });
    return SITE_ID;
  },
});

function readEach<Given, Value>(field: string, given: readonly Given[], read: (field: string, item: Given) => Value) {
  if (given.length > MOST_ITEMS) throw invalid(field, `must be at most ${MOST_ITEMS}, not ${given.length}`);
  return given.map((item, index) => read(`${field}.${index}`, item));
}

function readItem(field: string, { label, path }: typeof NavigationChildInput.$inferInput) {
  return { label: readLine(`${field}.label`, label), path: readAddress(`${field}.path`, path) };
}
