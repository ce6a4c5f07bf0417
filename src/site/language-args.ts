import { builder } from '../graphql/builder.js';

const FALLBACK = "The site's own language when absent; falls back (`es-MX`, `es`, the site's own)";

const defineLanguageArg = (description: string) =>
  builder.args((t) => ({ language: t.field({ type: 'LanguageTag', description }) }));

/** The argument of a root field that answers in one language. */
export const languageArgs = defineLanguageArg(`${FALLBACK}.`);

/** The argument of a list, which can be in every language. */
export const listLanguageArgs = defineLanguageArg(`${FALLBACK}; \`*\` is every language.`);

/** The argument of a list with a filter, which can name a language too. */
export const filteredLanguageArgs = defineLanguageArg(
  `${FALLBACK}; \`*\` is every language. A language in the filter takes precedence.`,
);

/** The arguments that find something by its slug in one language. */
export const slugArgs = builder.args((t) => ({
  slug: t.string({ required: true, description: 'The slug.' }),
  language: t.field({ type: 'LanguageTag', description: `The language of the slug. ${FALLBACK}.` }),
}));
