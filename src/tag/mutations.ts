import { readNames, slugAndLanguage } from '../site/language.js';
import { LONGEST_DESCRIPTION, LONGEST_NAME, nameField } from '../site/named-mutations.js';
import { readChange, readClearableText, refuseNull, unknownId } from '../writing/changes.js';
import { LONGEST_SLUG, readEach, readId, readLine, readSlug, readText } from '../writing/fields.js';
import { defineMutation, type InputFieldBuilder } from '../writing/mutation.js';
import { answerRow } from '../writing/payload.js';
import { changeRow, insertRow } from '../writing/rows.js';
import { invalid } from '../writing/user-faults.js';
import type { Tag } from './store.js';
import { tags } from './table.js';
import { TagKindEnum, TagType } from './type.js';
import { lockItemsOfTag, lockTags, moveItemsOfTag, refuseNamesake, refuseSlugsOfOthers } from './write.js';

const MOST_ALIASES = 100;

const answerTag = answerRow('tag', TagType, (id, { loaders }) => loaders.tag.byId.load(id));

/** The fields of both inputs. In an update, `orNone` says that null clears the description. */
const details = (t: InputFieldBuilder, aliases: string, orNone: string) => ({
  aliases: t.stringList({ description: aliases, most: MOST_ALIASES, longest: LONGEST_NAME }),
  description: t.string({ description: `What it stands for, in a sentence${orNone}.`, longest: LONGEST_DESCRIPTION }),
});

defineMutation('createTag', {
  description: 'Creates a tag.',
  role: 'editor',
  action: 'CREATED',
  input: 'A new tag.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name.', longest: LONGEST_NAME }),
    ...slugAndLanguage(t, 'name'),
    kind: t.field({ type: TagKindEnum, required: true, description: 'The kind of thing that it names.' }),
    ...details(t, 'Other spellings of the name, which find the tag too.', ''),
  }),
  answer: answerTag('The new tag.'),
  async run(input, writing) {
    const { db } = writing;
    const { language, line: name, slug } = readNames(writing, 'name', input.name, input);
    const aliases = withoutRepeats(readAliases('aliases', input.aliases ?? []), { name, slug });
    await refuseNamesake(db, { language, slug });
    await refuseSlugsOfOthers(db, { language, aliases });
    const { kind, description } = input;
    const values = { name, slug, language, kind, aliases, description: readText(description) };
    return insertRow(db, tags, `there is a tag ${slug} in ${language}`, values);
  },
});

defineMutation('updateTag', {
  description: 'Changes a tag.',
  role: 'editor',
  action: 'UPDATED',
  input: 'Changes to a tag. An absent field stays as it is; null clears an optional field.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the tag.' }),
    name: nameField(t, false, 'name'),
    slug: t.string({
      description: 'Its new slug, the name in addresses. The old slug becomes an alias.',
      longest: LONGEST_SLUG,
    }),
    kind: t.field({ type: TagKindEnum, description: 'The kind of thing that it names.' }),
    ...details(t, 'All other spellings of the name. They replace the present spellings.', '; null for none'),
  }),
  answer: answerTag('The tag after the change.'),
  async run(input, { db }) {
    const id = readId('id', input.id, ['Tag']);
    const [tag] = await lockTags(db, [id]);
    if (!tag) throw unknownId('id', 'tag');
    const { language } = tag;
    const name = readChange('name', input.name, readLine) ?? tag.name;
    const slug = readChange('slug', input.slug, readSlug) ?? tag.slug;
    const aliases = readChange('aliases', input.aliases, readAliases) ?? tag.aliases;
    const kind = refuseNull('kind', input.kind);
    if (slug !== tag.slug) await refuseNamesake(db, { id, language, slug });
    if (input.aliases != null) await refuseSlugsOfOthers(db, { id, language, aliases });
    const oldSlug = slug === tag.slug ? [] : [tag.slug];
    await changeRow(db, tags, id, {
      name,
      slug,
      kind,
      aliases: withoutRepeats([...aliases, ...oldSlug], { name, slug }),
      description: readClearableText(input.description),
    });
    return id;
  },
});

defineMutation('mergeTags', {
  description:
    'Merges the tag `from` into the tag `into`. Items with `from` get `into` instead. The names of `from` become aliases of `into`, and `from` is deleted.',
  role: 'editor',
  action: 'UPDATED',
  input: 'Two tags of one language that mean the same thing.',
  fields: (t) => ({
    from: t.id({ required: true, description: 'Global id of the tag that is deleted.' }),
    into: t.id({ required: true, description: 'Global id of the tag that stays.' }),
  }),
  answer: answerTag('The tag that stays.'),
  async run(input, { db }) {
    const [fromId, intoId] = [readId('from', input.from, ['Tag']), readId('into', input.into, ['Tag'])];
    if (fromId === intoId) throw invalid('into', 'must not be the same tag as `from`');
    // Items are locked before tags, as in every transaction that writes an item. Another order could cause a deadlock.
    await lockItemsOfTag(db, fromId);
    const found = await lockTags(db, [fromId, intoId]);
    const [from, into] = [fromId, intoId].map((id) => found.find((tag) => tag.id === id));
    if (!from) throw unknownId('from', 'tag');
    if (!into) throw unknownId('into', 'tag');
    if (from.language !== into.language)
      throw invalid('into', `must be a tag in ${from.language}, as \`from\` is, not in ${into.language}`);
    await moveItemsOfTag(db, from.id, into.id);
    const aliases = withoutRepeats([...into.aliases, from.slug, from.name, ...from.aliases], into);
    await changeRow(db, tags, into.id, { aliases });
    return into.id;
  },
});

const readAliases = readEach(readLine);

/** Removes repeated aliases, and aliases that equal the name or the slug. */
function withoutRepeats(aliases: readonly string[], { name, slug }: Pick<Tag, 'name' | 'slug'>): string[] {
  return [...new Set(aliases)].filter((alias) => alias !== name && alias !== slug);
}
