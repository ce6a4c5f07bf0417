import { builder } from '../graphql/builder.js';

/** The argument of a root field that answers in one language. */
export const languageArgs = builder.args((t) => ({
  language: t.field({
    type: 'LanguageTag',
    description: "The site's own when absent; falls back (`es-MX`, `es`, the site's own).",
  }),
}));

/** The same for a list, which may be in every language. */
export const listLanguageArgs = builder.args((t) => ({
  language: t.field({
    type: 'LanguageTag',
    description: "The site's own when absent; falls back (`es-MX`, `es`, the site's own); `*` is every language.",
  }),
}));

/** The same for a list with a filter, which can name a language too. */
export const filteredLanguageArgs = builder.args((t) => ({
  language: t.field({
    type: 'LanguageTag',
    description:
      "The site's own when absent; falls back (`es-MX`, `es`, the site's own); `*` is every language. The filter's counts where that names one.",
  }),
}));

/** What names a thing in one language. */
export const slugArgs = builder.args((t) => ({
  slug: t.string({ required: true, description: 'Its slug.' }),
  language: t.field({
    type: 'LanguageTag',
    description: "Its language. The site's own when absent; falls back (`es-MX`, `es`, the site's own).",
  }),
}));
