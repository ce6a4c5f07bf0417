import type { SlugKey } from '../db/asked.js';
import { LONGEST_PATH } from '../graphql/bounds.js';
import { builder } from '../graphql/builder.js';
import { decodeGlobalId } from '../graphql/global-id.js';
import type { Context } from '../schema/context.js';
import type { ToUrl } from '../site/address.js';
import { chooseLanguage, FALLBACK, languageArg } from '../site/language.js';
import { type ContentType, TYPE_NAMES, typeNameOf } from './kind-names.js';

/** Defines an input that names one item in exactly one of three ways. */
export function defineByInput(name: string, description: string) {
  return builder.inputType(name, {
    description,
    isOneOf: true,
    fields: (t) => ({
      id: t.id({ description: 'Its global id.' }),
      slug: t.string({ description: 'Its slug in the requested language.' }),
      path: t.string({
        description: 'Its path, such as `/news/politics/the-slug`. A former path and the whole `url` are valid too.',
        longest: LONGEST_PATH,
      }),
    }),
  });
}

/** The argument for the language of `by.slug`. */
export const byLanguageArgs = languageArg(`The language of \`by.slug\`. ${FALLBACK}.`);

type By = ReturnType<typeof defineByInput>['$inferInput'];

type LoaderOf<Key, Item> = { readonly load: (key: Key) => Promise<Item | null> };
/** Loaders as `defineLookup` defines them. */
interface Lookup<Item> {
  readonly byId: LoaderOf<number, Item>;
  readonly byPath: LoaderOf<string, Item>;
  readonly bySlug: LoaderOf<SlugKey, Item>;
}

/** Finds the item that `by` names. Null: missing or not public. The type in `by.id` must be one of `types`. */
export async function findBy<Item extends { readonly type: ContentType }>(
  { by, language }: { readonly by: By; readonly language?: string | null | undefined },
  { loaders, toUrl }: Context,
  lookup: Lookup<Item>,
  types: readonly string[] = TYPE_NAMES,
): Promise<Item | null> {
  if (by.id != null) {
    const { id, typename } = decodeGlobalId(by.id, 'by.id', types);
    const item = await lookup.byId.load(Number(id));
    return item && typeNameOf(item.type) === typename ? item : null;
  }
  if (by.path != null) return lookup.byPath.load(normalisePath(by.path, toUrl));
  return lookup.bySlug.load({ language: chooseLanguage(await loaders.site.load(), language), slug: by.slug ?? '' });
}

/**
 * Turns an address into a path as it is stored: decoded, and without the site's address, trailing slash, query and
 * fragment. A path that contains NUL becomes empty, because PostgreSQL refuses NUL.
 */
export function normalisePath(address: string, toUrl: ToUrl): string {
  const bare = withoutSite(address, toUrl)
    .replace(/[?#].*$/s, '')
    .replace(/(?<=[^/])\/+$/, '');
  try {
    const decoded = decodeURI(bare);
    return decoded.includes('\0') ? '' : decoded;
  } catch {
    return bare;
  }
}

/** Removes the site's own address from the beginning of an address, both with http and with https. */
function withoutSite(address: string, toUrl: ToUrl): string {
  if (address.startsWith('/') || !URL.canParse(address)) return address;
  const [asked, site] = [new URL(address), new URL(toUrl('/'))];
  const isOwn =
    /^https?:$/.test(asked.protocol) && asked.host === site.host && asked.pathname.startsWith(site.pathname);
  return isOwn ? asked.pathname.slice(site.pathname.length - 1) : address;
}
