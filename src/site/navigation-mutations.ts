import { LONGEST_ADDRESS } from '../graphql/bounds.js';
import { builder } from '../graphql/builder.js';
import { readAddress } from '../image/image-input.js';
import { readEach, readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import { SITE_ID, siteField } from './mutations.js';
import { MenuEnum } from './navigation.js';
import { loadLocalSite } from './type.js';
import { putMenu } from './write.js';
import { chooseWritingLanguage } from './writing-language.js';

/** The most entries of one level. */
const MOST_ITEMS = 50;
const LONGEST_LABEL = 100;

const LABEL = 'The text of the entry.';
const PATH = 'The address of the entry: a path of the site such as `/news/politics`, or an http or https address.';

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
      description: 'The entries of the lower level, in order; none when absent.',
      most: MOST_ITEMS,
    }),
  }),
});

defineMutation('setNavigation', {
  description: 'Replaces a whole menu in one language.',
  role: 'admin',
  action: 'UPDATED',
  input: 'A whole menu. It replaces the stored one.',
  fields: (t) => ({
    language: t.field({ type: 'LanguageTag', description: "The language of the menu; the site's own when absent." }),
    menu: t.field({ type: MenuEnum, required: true, description: 'The menu to replace.' }),
    items: t.field({
      type: [NavigationItemInput],
      required: true,
      description: 'The entries of the upper level, in order.',
      most: MOST_ITEMS,
    }),
  }),
  answer: {
    fields: siteField('The site after the change, in the language of the menu.'),
    load: (_id, context, { language }) => loadLocalSite(context, language),
  },
  async run({ items, language, menu }, writing) {
    const levels = readItems('items', items);
    await putMenu(writing.db, { language: chooseWritingLanguage(writing, language), menu, items: levels });
    return SITE_ID;
  },
});

function readItem(field: string, { label, path }: typeof NavigationChildInput.$inferInput) {
  return { label: readLine(`${field}.label`, label), path: readAddress(`${field}.path`, path) };
}

const readItems = readEach((field, item: typeof NavigationItemInput.$inferInput) => ({
  ...readItem(field, item),
  children: readEach(readItem)(`${field}.children`, item.children ?? []),
}));
