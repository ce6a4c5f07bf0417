import type { SlugKey } from '../db/slug-keys.js';
import { LONGEST_PATH } from '../graphql/bounds.js';
import { builder } from '../graphql/builder.js';
import { decodeGlobalId } from '../graphql/global-id.js';
import type { Context } from '../schema/context.js';
import type { ToUrl } from '../site/address.js';
import { chooseLanguage } from '../site/loaders.js';
import { type ContentType, TYPE_NAMES, typeNameOf } from './kind-names.js';

/** Defines an input that names one item in exactly one of three ways. */
export function defineByInput(name: string, description: string) {
  return builder.inputType(name, {
    description,
    isOneOf: true,
    fields: (t) => ({
      id: t.id({ description: 'Its global id.' }),
      slug: t.string({ description: 'Its slug in the language asked for.' }),
      path: t.string({
        description:
          "Its address below the site's, such as `/news/politics/the-slug`, or a former one. The whole `url` is valid too.",
        longest: LONGEST_PATH,
      }),
    }),
  });
}

/** The argument for the language of a slug. */
export const byLanguageArgs = builder.args((t) => ({
  language: t.field({
    type: 'LanguageTag',
    description: "For a slug: its language. The site's own when absent; falls back (`es-MX`, `es`, the site's own).",
  }),
}));

type By = ReturnType<typeof defineByInput>['$inferInput'];

type LoaderOf<Key, Item> = { readonly load: (key: Key) => Promise<Item | null> };
/** The loaders that `defineLookup` makes. */
interface Lookup<Item> {
  readonly byId: LoaderOf<number, Item>;
  readonly byPath: LoaderOf<string, Item>;
  readonly bySlug: LoaderOf<SlugKey, Item>;
}

/** Finds the named item. The answer is null when the item is missing or not public. `types` are the types of valid global ids. */
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

/** Makes a path as it is stored: below the site's, decoded, without a slash at its end, a query or a fragment. A path with NUL becomes empty, because PostgreSQL takes no NUL. */
function normalisePath(address: string, toUrl: ToUrl): string {
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

/** Takes the site's own part off an address of this site, with http or https alike. Other addresses stay as they are. */
function withoutSite(address: string, toUrl: ToUrl): string {
  if (address.startsWith('/') || !URL.canParse(address)) return address;
  const [asked, site] = [new URL(address), new URL(toUrl('/'))];
  const isOwn =
    /^https?:$/.test(asked.protocol) && asked.host === site.host && asked.pathname.startsWith(site.pathname);
  return isOwn ? asked.pathname.slice(site.pathname.length - 1) : address;
}
