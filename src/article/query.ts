import { builder } from '../graphql/builder.js';
import type { Context } from '../graphql/context.js';
import { decodeGlobalId } from '../graphql/global-id.js';
import { chooseLanguage } from '../site/loaders.js';
import type { Article } from './store.js';
import { ArticleType } from './type.js';

const ArticleByInput = builder.inputType('ArticleBy', {
  description: 'One way to name an article.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its global id.' }),
    slug: t.string({ description: 'Its slug in the language asked for.' }),
    path: t.string({
      description: "Its address below the site's, such as `/news/politics/the-slug`, or one that it had.",
    }),
  }),
});

builder.queryField('article', (t) =>
  t.field({
    type: ArticleType,
    nullable: true,
    description:
      'One article; null when it is not there or not public. Its `url` is the canonical address, which may not be the one asked for.',
    args: {
      by: t.arg({ type: ArticleByInput, required: true, description: 'Which one.' }),
      language: t.arg({
        type: 'LanguageTag',
        description:
          "For a slug: its language. The site's own when absent; falls back (`es-MX`, `es`, the site's own).",
      }),
    },
    resolve: (_root, { by, language }, context) => findArticle(by, language, context),
  }),
);

async function findArticle(
  by: typeof ArticleByInput.$inferInput,
  language: string | null | undefined,
  { loaders }: Context,
): Promise<Article | null> {
  if (by.id != null) return loaders.article.byId.load(Number(decodeGlobalId(by.id, 'by.id', 'Article').id));
  if (by.path != null) return loaders.article.byPath.load(normalisePath(by.path));
  const slug = by.slug ?? '';
  return loaders.article.bySlug.load({ language: chooseLanguage(await loaders.site.load(), language), slug });
}

/** A path as it is stored: decoded, without a slash at its end, a query or a fragment. Empty for what can be none. */
function normalisePath(path: string): string {
  const bare = path.replace(/[?#].*$/, '').replace(/(?<=.)\/+$/, '');
  try {
    const decoded = decodeURI(bare);
    return decoded.includes('\0') ? '' : decoded;
  } catch {
    return bare;
  }
}
