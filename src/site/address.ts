import type { Context } from '../schema/context.js';

/** The path of a page: `/tags/peace`, or `/ar/tags/peace` in a language that is not the site's own. Not encoded. */
export function pathOf(language: string, siteLanguage: string, ...segments: string[]): string {
  const prefix = language === siteLanguage ? [] : [language];
  return `/${[...prefix, ...segments].join('/')}`;
}

/** Makes the absolute address of a path. An absolute address stays as it is. */
export type ToUrl = (path: string) => string;

/** Makes the function that percent-encodes paths. Existing codes, such as `%20`, are not encoded again. */
export function createToUrl(publicUrl: string): ToUrl {
  return (path) =>
    path.startsWith('/') ? `${publicUrl}${encodeURI(path).replace(/%25(?=[0-9A-F]{2})/gi, '%')}` : path;
}

/** Makes the absolute address of a page in one language: `localUrl(context, 'ar', 'tags', slug)`. */
export async function localUrl(context: Context, language: string, ...segments: string[]): Promise<string> {
  const { settings } = await context.loaders.site.load();
  return context.toUrl(pathOf(language, settings.language, ...segments));
}
