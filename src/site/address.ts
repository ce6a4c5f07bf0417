import type { Context } from '../schema/context.js';

/**
 * The path of a page in one language, below the site's address. In languages other than the site's own, it begins with the
 * language's tag. Paths are stored and compared as people read them; `ToUrl` encodes them.
 */
export function pathOf(language: string, siteLanguage: string, ...segments: string[]): string {
  const prefix = language === siteLanguage ? [] : [language];
  return `/${[...prefix, ...segments].join('/')}`;
}

/** Makes the absolute address of a path. An address that is absolute already stays as it is. */
export type ToUrl = (path: string) => string;

/** Paths are percent-encoded. What is encoded already is not encoded twice. */
export function createToUrl(publicUrl: string): ToUrl {
  return (path) =>
    path.startsWith('/') ? `${publicUrl}${encodeURI(path).replace(/%25(?=[0-9A-F]{2})/gi, '%')}` : path;
}

/** The absolute address of a page in one language: `localUrl(context, 'ar', 'tags', slug)`. */
export async function localUrl(context: Context, language: string, ...segments: string[]): Promise<string> {
  const { settings } = await context.loaders.site.load();
  return context.toUrl(pathOf(language, settings.language, ...segments));
}
