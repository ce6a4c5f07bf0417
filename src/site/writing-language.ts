import { chooseSlug } from '../writing/changes.js';
import { LONGEST_SLUG, readLine } from '../writing/fields.js';
import type { InputFieldBuilder, Writing } from '../writing/mutation.js';
import { invalid } from '../writing/user-faults.js';
import { fallbacksOf } from './language-tag.js';

/** The input fields for the slug and the language of a new row. An absent slug is made from the field `named`. */
export const slugAndLanguage = (t: InputFieldBuilder, named: 'name' | 'title') => ({
  slug: t.string({
    description: `The name in addresses. When absent, it is made from \`${named}\`.`,
    longest: LONGEST_SLUG,
  }),
  language: t.field({ type: 'LanguageTag', description: "The language; the site's own when absent." }),
});

/** Reads the name or the title of a new row, and the fields that `slugAndLanguage` declares. */
export function readNames(
  writing: Pick<Writing, 'site'>,
  named: 'name' | 'title',
  text: string,
  { language, slug }: { readonly language?: string | null | undefined; readonly slug?: string | null | undefined },
) {
  const line = readLine(named, text);
  return { line, language: chooseWritingLanguage(writing, language), slug: chooseSlug(slug, named, line) };
}

/**
 * Chooses the language of a new row: the requested language, or else the site's own. A language without an edition is
 * replaced by its fallback, such as `en` for `en-US`: otherwise no list would show the content.
 */
export function chooseWritingLanguage({ site }: Pick<Writing, 'site'>, asked: string | null | undefined): string {
  const { editions, settings } = site;
  if (asked == null) return settings.language;
  if (asked === '*') throw invalid('language', 'must be one language, not "*"');
  const languages = new Set([...editions.map(({ language }) => language), settings.language]);
  const found = fallbacksOf(asked).find((tag) => languages.has(tag));
  if (found !== undefined) return found;
  throw invalid('language', `the site has no edition in ${asked}: it has ${[...languages].join(', ')}`);
}
