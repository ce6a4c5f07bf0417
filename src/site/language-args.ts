import { builder } from '../graphql/builder.js';

const FALLBACK =
  "When absent, the site's own language. A language that the site lacks falls back: `es-MX` to `es`, then to the site's own language";

const defineLanguageArg = (description: string) =>
  builder.args((t) => ({ language: t.field({ type: 'LanguageTag', description }) }));

/** The argument `language` of a field of Query that returns content in one language. */
export const languageArgs = defineLanguageArg(`${FALLBACK}.`);

/** The argument `language` of a list. A list can have items of every language. */
export const listLanguageArgs = defineLanguageArg(`${FALLBACK}; \`*\` is every language.`);

/** The argument `language` of a list with a filter. The filter can name a language too. */
export const filteredLanguageArgs = defineLanguageArg(
  `${FALLBACK}; \`*\` is every language. A language in the filter takes precedence.`,
);

/** The arguments of a field that finds something by its slug in one language. */
export const slugArgs = builder.args((t) => ({
  slug: t.string({ required: true, description: 'The slug.' }),
  language: t.field({ type: 'LanguageTag', description: `The language of the slug. ${FALLBACK}.` }),
}));
