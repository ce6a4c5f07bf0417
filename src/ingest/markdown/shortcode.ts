import type { DraftBlock } from '../../body/blocks.js';
import { resolveUrl } from '../body/dom.js';
import { makeEmbed } from '../body/embed.js';
import { splitCredit } from './picture.js';

/** A paragraph that is only one tag: Hugo's `{{< youtube id >}}`, Liquid's `{% youtube id %}`. */
const ONLY_TAG = /^(?:\{\{[<%]|\{%)\s*([\w-]+)\s*([^{}]*?)\s*\/?(?:[>%]\}\}|%\})$/s;
const ARGUMENT = /(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))/g;

/** Services by the names that tags have for them: what their tag's id stands for. */
const SERVICES: Readonly<Record<string, (id: string, user: string | undefined) => string>> = {
  youtube: (id) => `https://www.youtube.com/watch?v=${id}`,
  vimeo: (id) => `https://vimeo.com/${id}`,
  x: (id, user = 'i') => `https://x.com/${user}/status/${id}`,
  tweet: (id, user = 'i') => `https://x.com/${user}/status/${id}`,
  twitter: (id, user = 'i') => `https://x.com/${user}/status/${id}`,
  instagram: (id) => `https://www.instagram.com/p/${id}/`,
};

/** The blocks of a paragraph that is only a tag of a template; none for a tag that has no meaning here. Undefined for other text. */
export function readShortcode(source: string, baseUrl?: string): DraftBlock[] | undefined {
  const [whole, name = '', rest = ''] = ONLY_TAG.exec(source.trim()) ?? [];
  if (whole === undefined) return undefined;
  const pairs = [...rest.matchAll(ARGUMENT)].map(([, key, ...values]): [string | undefined, string] => [
    key,
    values.find((value) => value !== undefined) ?? '',
  ]);
  const named = new Map(pairs);
  const [first] = pairs.flatMap(([key, value]) => (key === undefined ? [value] : []));
  if (name === 'figure') return readFigure(named, baseUrl);
  if (name === 'embed') return readAddress(first ?? named.get('url'));
  const id = named.get('id') ?? first ?? '';
  const toAddress = SERVICES[name];
  if (toAddress === undefined || !Object.hasOwn(SERVICES, name)) return [];
  return /^[\w-]+$/.test(id) ? readAddress(toAddress(id, named.get('user'))) : readAddress(id);
}

function readFigure(named: ReadonlyMap<string | undefined, string>, baseUrl: string | undefined): DraftBlock[] {
  const url = resolveUrl(named.get('src'), baseUrl);
  if (url === undefined) return [];
  const words = splitCredit(named.get('caption') ?? named.get('title') ?? '');
  const credit = named.get('attr');
  return [{ type: 'image', image: { url, altText: named.get('alt') ?? '', ...words, ...(credit && { credit }) } }];
}

function readAddress(address: string | undefined): DraftBlock[] {
  const url = resolveUrl(address);
  return url?.startsWith('http') ? [makeEmbed(url)] : [];
}

/** A tag's address within Markdown, such as `]({{< ref "b.md" >}})`, as a plain one; the site's own address goes. */
export function expandAddresses(text: string): string {
  return text
    .replace(
      /\]\(\s*(?:\{\{[<%]\s*(?:rel)?ref|\{%-?\s*(?:link|post_url))\s+"?([^"\s<>]+)"?\s*(?:[>%]\}\}|-?%\})\s*\)/g,
      '](<$1>)',
    )
    .replace(/\{\{-?\s*site\.(?:base)?url\s*-?\}\}/g, '')
    .replace(/\{\{-?\s*["']([^"'{}]*)["']\s*\|\s*(?:relative_url|absolute_url|url)\s*-?\}\}/g, '$1');
}
