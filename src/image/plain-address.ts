/** The kind of an address, as browsers read it. */
export type AddressKind = 'web' | 'mail' | 'path' | 'relative';

/** The base for relative addresses. Its host does not matter, because an address must mean the same on every page. */
const BASE = 'https://gateway.invalid/a/b';
const SCHEME = /^[a-z][a-z\d+.-]*:/i;
/** Account, host and port end at a slash. Browsers alone end them at a backslash too, so none is allowed before the slash. */
const WEB = /^https?:\/\/[^\s/\\?#]+(?:[/?#]|$)/i;
const MAIL = /^mailto:\S+$/i;
/** Control characters. Browsers remove tabs and line breaks from an address, and all control characters from its ends. */
const LEFT_OUT = /\p{Cc}/u;

/**
 * The kind of an address that people, programs and browsers read alike; undefined for any other. Refused are addresses in
 * which a browser finds another scheme or host than it seems to have (`\\host`, `/\host`, `java⇥script:`), other schemes,
 * and `//host`, which takes the scheme of the page around it.
 */
export function kindOfAddress(address: string): AddressKind | undefined {
  if (LEFT_OUT.test(address) || !URL.canParse(address, BASE)) return undefined;
  if (WEB.test(address)) return 'web';
  if (MAIL.test(address)) return 'mail';
  if (SCHEME.test(address.trimStart()) || /^\s*[/\\][/\\]/.test(address)) return undefined;
  if (new URL(address, BASE).origin !== new URL(BASE).origin) return undefined;
  return address.startsWith('/') ? 'path' : 'relative';
}
