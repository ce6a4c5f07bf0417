import { badInput } from '../errors.js';
import { builder } from '../graphql/builder.js';
import { chooseSlug } from '../writing/changes.js';
import { LONGEST_SLUG, readLine } from '../writing/fields.js';
import type { InputFieldBuilder, Writing } from '../writing/mutation.js';
import { invalid } from '../writing/user-faults.js';
import { fallbacksOf } from './language-tag.js';
import type { Site } from './loaders.js';

/** How a language is chosen. It is a part of the description of every argument `language`. */
export const FALLBACK =
  "When absent, the site's own language. A language that the site lacks falls back: `es-MX` to `es`, then to the site's own language";

export const languageArg = (description: string) =>
  builder.args((t) => ({ language: t.field({ type: 'LanguageTag', description }) }));

/** The argument `language` of a field of Query that returns content in one language. */
export const languageArgs = languageArg(`${FALLBACK}.`);

/** The argument `language` of a list. A list can have items of every language. */
export const listLanguageArgs = languageArg(`${FALLBACK}; \`*\` is every language.`);

/** The argument `language` of a list with a filter. The filter can name a language too. */
export const filteredLanguageArgs = languageArg(
  `${FALLBACK}; \`*\` is every language. A language in the filter takes precedence.`,
);

/**
 * Chooses a language from the requested language and its fallbacks (`es-MX`, `es`): the first with an edition, or else
 * the first with public content, or else the site's own language.
 */
export function chooseLanguage(site: Site, asked: string | null | undefined): string {
  if (asked === '*') throw badInput('language', '"*" is for lists; name one language here');
  const { editions, languages, settings } = site;
  const wanted = fallbacksOf(asked ?? settings.language);
  const edition = wanted.find((tag) => editions.some(({ language }) => language === tag));
  return edition ?? wanted.find((tag) => languages.includes(tag)) ?? settings.language;
}

/** Chooses the language of a list. Returns null for `*`, which stands for every language. */
export async function chooseListLanguage(
  { site }: { readonly site: { readonly load: () => Promise<Site> } },
  asked: string | null | undefined,
): Promise<string | null> {
  return asked === '*' ? null : chooseLanguage(await site.load(), asked);
}

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
