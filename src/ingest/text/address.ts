import { LONGEST_ADDRESS } from '../../graphql/bounds.js';

/** Returns the text as an absolute http(s) address. Returns undefined for other texts and for very long addresses. */
export function toWebUrl(text: string | undefined, base?: string): string | undefined {
  const root = base !== undefined && URL.canParse(base) ? base : undefined;
  const address = text?.trim() ?? '';
  const absolute = root === undefined ? address.replace(/^\/\//, 'https://') : address;
  if (!absolute || !URL.canParse(absolute, root)) return undefined;
  const { host, href, protocol } = new URL(absolute, root);
  return /^https?:$/.test(protocol) && host !== '' && href.length <= LONGEST_ADDRESS ? href : undefined;
}
