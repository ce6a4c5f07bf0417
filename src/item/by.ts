import type { SlugKey } from '../db/slug-keys.js';
import { LONGEST_PATH } from '../graphql/bounds.js';
import { builder } from '../graphql/builder.js';
import { decodeGlobalId } from '../graphql/global-id.js';
import type { Context } from '../schema/context.js';
import type { ToUrl } from '../site/address.js';
import { chooseLanguage } from '../site/loaders.js';

/** An input of exactly one of the ways to name an item. */
export function defineByInput(name: string, description: string) {
  return builder.inputType(name, {
    description,
    isOneOf: true,
    fields: (t) => ({
      id: t.id({ description: 'Its global id.' }),
      slug: t.string({ description: 'Its slug in the language asked for.' }),
      path: t.string({
        description:
          "Its address below the site's, such as `/news/politics/the-slug`, or one that it had; the whole `url` does as well.",
        longest: LONGEST_PATH,
      }),
    }),
  });
}

/** The language that a slug belongs to. */
export const byLanguageArgs = builder.args((t) => ({
  language: t.field({
    type: 'LanguageTag',
    description: "For a slug: its language. The site's own when absent; falls back (`es-MX`, `es`, the site's own).",
  }),
}));

type By = ReturnType<typeof defineByInput>['$inferInput'];

/** How one sort of item is found. */
interface Finders<Item> {
  /** What its global ids may be of. */
  readonly types: readonly string[];
  readonly byId: (id: number, typename: string) => Promise<Item | null>;
  readonly byPath: { readonly load: (path: string) => Promise<Item | null> };
  readonly bySlug: { readonly load: (key: SlugKey) => Promise<Item | null> };
}

/** The item that is named; null when it is not there or not public. */
export async function findBy<Item>(
  by: By,
  language: string | null | undefined,
  { loaders, toUrl }: Context,
  finders: Finders<Item>,
): Promise<Item | null> {
  if (by.id != null) {
    const { id, typename } = decodeGlobalId(by.id, 'by.id', finders.types);
    return finders.byId(Number(id), typename);
  }
  if (by.path != null) return finders.byPath.load(normalisePath(by.path, toUrl));
  return finders.bySlug.load({ language: chooseLanguage(await loaders.site.load(), language), slug: by.slug ?? '' });
}

/** A path as it is stored: below the site's, decoded, without a slash at its end, a query or a fragment. Empty for what can be none. */
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

/** The path of an address of this site, whichever of http and https it says; any other address as it is. */
function withoutSite(address: string, toUrl: ToUrl): string {
  if (address.startsWith('/') || !URL.canParse(address)) return address;
  const [asked, site] = [new URL(address), new URL(toUrl('/'))];
  const isOwn =
    /^https?:$/.test(asked.protocol) && asked.host === site.host && asked.pathname.startsWith(site.pathname);
  return isOwn ? asked.pathname.slice(site.pathname.length - 1) : address;
}
