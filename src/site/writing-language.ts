import type { Context } from '../graphql/context.js';
import { invalid } from '../writing/user-faults.js';
import { fallbacksOf } from './language-tag.js';

/**
 * The language that something is written in: the site's own when none is said; an edition's where there is one for it
 * (`en-US` is written into `en`), as no list would have it elsewhere.
 */
export async function chooseWritingLanguage(
  { loaders }: Context,
  field: string,
  asked: string | null | undefined,
): Promise<string> {
  const { editions, settings } = await loaders.site.load();
  if (asked == null) return settings.language;
  if (asked === '*') throw invalid(field, 'must be one language, not "*"');
  const languages = new Set([...editions.map(({ language }) => language), settings.language]);
  const found = fallbacksOf(asked).find((tag) => languages.has(tag));
  if (found !== undefined) return found;
  throw invalid(field, `the site has no edition in ${asked}: it has ${[...languages].join(', ')}`);
}
