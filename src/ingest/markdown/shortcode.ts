import type { DraftBlock } from '../../body/blocks.js';
import { resolveUrl } from '../body/dom.js';
import { makeEmbed } from '../body/embed.js';
import { splitCredit } from './picture.js';

/** A paragraph that is only a tag of Hugo (`{{< youtube id >}}`) or Liquid (`{% youtube id %}`). */
const ONLY_TAG = /^(?:\{\{[<%]|\{%)\s*([\w-]+)\s*([^{}]*?)\s*\/?(?:[>%]\}\}|%\})$/s;
const ARGUMENT = /(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"'=]+))/g;

/** Functions that make the address of a post or a player from the id in a tag, by the name of the tag. */
const SERVICES = new Map<string, (id: string, user?: string) => string>([
  ['youtube', (id) => `https://www.youtube.com/watch?v=${id}`],
  ['vimeo', (id) => `https://vimeo.com/${id}`],
  ['x', toPostAddress],
  ['tweet', toPostAddress],
  ['twitter', toPostAddress],
  ['instagram', (id) => `https://www.instagram.com/p/${id}/`],
]);

/** Returns the blocks of a paragraph that is only a tag. An unknown tag has no blocks. Returns undefined for any other text. */
export function readShortcode(source: string, baseUrl?: string): DraftBlock[] | undefined {
  const [whole, name = '', rest = ''] = ONLY_TAG.exec(source.trim()) ?? [];
  if (whole === undefined) return undefined;
  const pairs = [...rest.matchAll(ARGUMENT)].map(([, key, ...values]) => ({ key, value: values.join('') }));
  const named = new Map(pairs.map(({ key, value }) => [key, value]));
  const first = pairs.find(({ key }) => key === undefined)?.value;
  if (name === 'figure') return readFigure(named, baseUrl);
  if (name === 'embed') return readAddress(first ?? named.get('url'));
  const id = named.get('id') ?? first ?? '';
  const toAddress = SERVICES.get(name);
  if (toAddress === undefined) return [];
  return /^[\w-]+$/.test(id) ? readAddress(toAddress(id, named.get('user'))) : readAddress(id);
}

function toPostAddress(id: string, user = 'i'): string {
  return `https://x.com/${user}/status/${id}`;
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

/** Replaces tags in addresses, as in `]({{< ref "b.md" >}})`, by plain addresses. Tags for the address of the site are removed. */
export function expandAddresses(text: string): string {
  return text
    .replace(
      /\]\(\s*(?:\{\{[<%]\s*(?:rel)?ref|\{%-?\s*(?:link|post_url))\s+"?([^"\s<>]+)"?\s*(?:[>%]\}\}|-?%\})\s*\)/g,
      '](<$1>)',
    )
    .replace(/\{\{-?\s*site\.(?:base)?url\s*-?\}\}/g, '')
    .replace(/\{\{-?\s*["']([^"'{}]*)["']\s*\|\s*(?:relative_url|absolute_url|url)\s*-?\}\}/g, '$1');
}
