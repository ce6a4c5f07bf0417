import { pathOf } from '../site/address.js';
import { chooseWritingLanguage, slugAndLanguage } from '../site/language.js';
import { LONGEST_DESCRIPTION, LONGEST_NAME, nameField } from '../site/named-mutations.js';
import { chooseSlug, readChange, readClearableText, refuseNull, unknownId } from '../writing/changes.js';
import { readId, readLine, readText } from '../writing/fields.js';
import { defineMutation, type Writing } from '../writing/mutation.js';
import { answerRow } from '../writing/payload.js';
import { insertRow } from '../writing/rows.js';
import { invalid, taken } from '../writing/user-faults.js';
import type { Section } from './store.js';
import { sections } from './table.js';
import { SectionType } from './type.js';
import { changeSection, findSectionById, isPathTaken, isWithinSection, lockSections } from './write.js';

const answerSection = answerRow('section', SectionType, (id, { loaders }) => loaders.section.byId(id));

defineMutation('createSection', {
  description: 'Creates a section.',
  role: 'publisher',
  action: 'CREATED',
  input: 'A section of the site, in one language.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name.', longest: LONGEST_NAME }),
    ...slugAndLanguage(t, 'name'),
    language: t.field({
      type: 'LanguageTag',
      description: "Its language. When absent: the language of `parent`, or the site's own.",
    }),
    parent: t.id({ description: 'Global id of the section above, of the same language; absent for a top section.' }),
    description: t.string({ description: 'What it covers: plain text.', longest: LONGEST_DESCRIPTION }),
    position: t.int({
      description: 'Its place among the sections with the same parent, the lowest first; 0 when absent.',
    }),
  }),
  answer: answerSection('The new section.'),
  async run(input, writing) {
    const { db } = writing;
    const name = readLine('name', input.name);
    const slug = chooseSlug(input.slug, 'name', name);
    await lockSections(db);
    const parent = input.parent == null ? null : await findParent(db, input.parent);
    const language =
      parent && input.language == null ? parent.language : chooseWritingLanguage(writing, input.language);
    if (parent) refuseOtherLanguage(parent, language);
    const path = choosePath(writing, parent, { language, slug });
    return insertRow(db, sections, `there is a section ${slug} in ${language}, or one at ${path}`, {
      name,
      slug,
      language,
      path,
      description: readText(input.description),
      parentId: parent?.id,
      position: input.position ?? 0,
    });
  },
});

defineMutation('updateSection', {
  description: 'Changes a section. Moving it below another section changes the addresses of everything in it.',
  role: 'publisher',
  action: 'UPDATED',
  input: 'Changes to a section. An absent field stays as it is; null clears an optional field.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the section.' }),
    name: nameField(t, false, 'name'),
    parent: t.id({
      description:
        'Global id of the section above, of the same language; null for a top section. Everything in the section moves with it. The old addresses still lead to the items.',
    }),
    description: t.string({ description: 'What it covers: plain text; null for none.', longest: LONGEST_DESCRIPTION }),
    position: t.int({ description: 'Its place among the sections with the same parent, the lowest first.' }),
  }),
  answer: answerSection('The section after the change.'),
  async run(input, writing) {
    const { db } = writing;
    const id = readId('id', input.id, ['Section']);
    await lockSections(db);
    const before = await findSectionById(db, id);
    if (!before) throw unknownId('id', 'section');
    const place = input.parent === undefined ? {} : await moveSection(writing, before, input.parent);
    await changeSection(db, before, {
      ...place,
      name: readChange('name', input.name, readLine),
      description: readClearableText(input.description),
      position: refuseNull('position', input.position),
    });
    return id;
  },
});

/** Checks that a section may move below another section, or to the top. Returns its new parent and path. */
async function moveSection(writing: Writing, section: Section, parentId: string | null) {
  const { db } = writing;
  const parent = parentId === null ? null : await findParent(db, parentId);
  if (parent) {
    refuseOtherLanguage(parent, section.language);
    if (parent.id === section.id) throw invalid('parent', `${parent.slug} is the section itself`);
    if (await isWithinSection(db, parent.id, section.id))
      throw invalid('parent', `${parent.slug} is itself below ${section.slug}`);
  }
  const path = choosePath(writing, parent, section);
  if (await isPathTaken(db, path, section.id)) throw taken('parent', `another section is at ${path}`);
  return { parentId: parent?.id ?? null, path };
}

async function findParent(db: Writing['db'], globalId: string): Promise<Section> {
  const parent = await findSectionById(db, readId('parent', globalId, ['Section']));
  if (!parent) throw unknownId('parent', 'section');
  return parent;
}

function refuseOtherLanguage(parent: Section, language: string): void {
  if (parent.language !== language)
    throw invalid('parent', `must be a section in ${language}, not in ${parent.language}`);
}

function choosePath(
  { site }: Writing,
  parent: Section | null,
  { language, slug }: Pick<Section, 'language' | 'slug'>,
): string {
  return parent ? `${parent.path}/${slug}` : pathOf(language, site.settings.language, slug);
}
