import { builder } from '../graphql/builder.js';

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
