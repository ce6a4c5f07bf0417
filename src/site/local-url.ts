import type { Context } from '../schema/context.js';
import { pathOf } from './address.js';

/** The absolute address of a page in one language: `localUrl(context, 'ar', 'tags', slug)`. */
export async function localUrl(context: Context, language: string, ...segments: string[]): Promise<string> {
  const { settings } = await context.loaders.site.load();
  return context.toUrl(pathOf(language, settings.language, ...segments));
}
