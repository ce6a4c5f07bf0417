/** The kind of an address, as browsers read it. */
export type AddressKind = 'web' | 'mail' | 'path' | 'relative';

/** Relative addresses are resolved against this base, only to learn their kind. */
const BASE = 'https://gateway.invalid/a/b';
const SCHEME = /^[a-z][a-z\d+.-]*:/i;
/** A web address. Browsers end its host at a backslash too, so there is none before the first slash. */
const WEB = /^https?:\/\/[^\s/\\?#]+(?:[/?#]|$)/i;
const MAIL = /^mailto:\S+$/i;
/** Control characters. Browsers remove some of them, so they can hide the real address. */
const LEFT_OUT = /\p{Cc}/u;

/**
 * Returns the kind of an address that people, programs and browsers read in the same way. Returns undefined for any other
 * address: one in which a browser reads another scheme or host than people do (`\\host`, `/\host`, `java⇥script:`), one with a
 * scheme other than http, https and mailto, or one such as `//host`, which gets the scheme of the page that contains it.
 */
export function kindOfAddress(address: string): AddressKind | undefined {
  if (LEFT_OUT.test(address) || !URL.canParse(address, BASE)) return undefined;
  if (WEB.test(address)) return 'web';
  if (MAIL.test(address)) return 'mail';
  if (SCHEME.test(address.trimStart()) || /^\s*[/\\][/\\]/.test(address)) return undefined;
  if (new URL(address, BASE).origin !== new URL(BASE).origin) return undefined;
  return address.startsWith('/') ? 'path' : 'relative';
}
