import { badInput } from '../errors.js';
import { builder } from '../graphql/builder.js';
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
export function chooseListLanguage(site: Site, asked: string | null | undefined): string | null {
  return asked === '*' ? null : chooseLanguage(site, asked);
}
