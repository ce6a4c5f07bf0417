/** What an address is to a browser. */
export type AddressKind = 'web' | 'mail' | 'path' | 'relative';

/** Any host: what an address means must not hang on the page that it stands in. */
const BASE = 'https://gateway.invalid/a/b';
const SCHEME = /^[a-z][a-z\d+.-]*:/i;
/** Host, port and account: a backslash would end them, as a slash does, in browsers only. */
const WEB = /^https?:\/\/[^\s/\\?#]+(?:[/?#]|$)/i;
const MAIL = /^mailto:\S+$/i;
/** Browsers leave out tabs and line breaks, and at the ends all of these, before they read an address. */
const LEFT_OUT = /\p{Cc}/u;

/**
 * What kind of address this plainly is: as people, other programs and browsers read it alike. Undefined for what a browser
 * finds another scheme or host in than it seems to have (`\\host`, `/\host`, `java⇥script:`), for `//host`, which has
 * the scheme of whatever page it stands in, and for other schemes.
 */
export function kindOfAddress(address: string): AddressKind | undefined {
  if (LEFT_OUT.test(address) || !URL.canParse(address, BASE)) return undefined;
  if (WEB.test(address)) return 'web';
  if (MAIL.test(address)) return 'mail';
  if (SCHEME.test(address.trimStart()) || /^\s*[/\\][/\\]/.test(address)) return undefined;
  if (new URL(address, BASE).origin !== new URL(BASE).origin) return undefined;
  return address.startsWith('/') ? 'path' : 'relative';
}
