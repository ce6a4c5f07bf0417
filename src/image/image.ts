import { z } from 'zod';
import { LONGEST_ADDRESS } from '../graphql/bounds.js';

/**
 * An address that a page may link to or load: http, https, or a path of this gateway. `kindOfAddress` refuses
 * `javascript:`, and addresses that browsers read differently from other programs.
 */
export const webAddress = z
  .string()
  .max(LONGEST_ADDRESS, { error: `must be at most ${LONGEST_ADDRESS} characters`, abort: true })
  .refine((address) => ['web', 'path'].includes(kindOfAddress(address) ?? ''), {
    error: 'must be an http or https address that a browser can read, or a path that begins with /',
  });

/** The largest value of GraphQL's Int. */
const MAX_INT = 2_147_483_647;
export const positiveInt = z.number().int().positive().max(MAX_INT);

/** Rounds a positive number of pixels or seconds, to at least 1. Returns undefined for other values. */
export function toWhole(value: number | undefined): number | undefined {
  const whole = value !== undefined && value > 0 ? Math.max(1, Math.round(value)) : 0;
  return whole >= 1 && whole <= MAX_INT ? whole : undefined;
}

/** A picture as it is used in one place. The same file can have another caption elsewhere. */
export const imageSchema = z.object({
  /** An absolute address (`https://…`), or a path of this gateway (`/media/…`). */
  url: webAddress,
  /** What the picture shows, for people who can't see it. Empty if nobody has written it. */
  altText: z.string(),
  caption: z.string().optional(),
  credit: z.string().optional(),
  /** Width and height of the original in pixels. */
  width: positiveInt.optional(),
  height: positiveInt.optional(),
  /** The point that a crop must keep, from 0 at the left or the top edge to 1 at the right or the bottom. */
  focalPoint: z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }).optional(),
});

export type Image = z.infer<typeof imageSchema>;

/** The kind of an address, as browsers read it. */
export type AddressKind = 'web' | 'mail' | 'path' | 'relative';

/** Relative addresses are resolved against this base, only to learn their kind. */
const BASE = 'https://gateway.invalid/a/b';
const SCHEME = /^[a-z][a-z\d+.-]*:/i;
/** A web address. Browsers end the host at a backslash too, so the host must not have a backslash. */
const WEB = /^https?:\/\/[^\s/\\?#]+(?:[/?#]|$)/i;
const MAIL = /^mailto:\S+$/i;
/** Control characters. Browsers remove some of them, so they can hide the real address. */
const LEFT_OUT = /\p{Cc}/u;

/**
 * Returns the kind of an address if people, browsers and other programs read it in the same way. Returns undefined if a
 * browser reads another scheme or host than people do (`\\host`, `/\host`, `java⇥script:`), if the scheme is not http,
 * https or mailto, and for `//host`, because its scheme is the scheme of the page that contains the link.
 */
export function kindOfAddress(address: string): AddressKind | undefined {
  if (LEFT_OUT.test(address) || !URL.canParse(address, BASE)) return undefined;
  if (WEB.test(address)) return 'web';
  if (MAIL.test(address)) return 'mail';
  if (SCHEME.test(address.trimStart()) || /^\s*[/\\][/\\]/.test(address)) return undefined;
  if (new URL(address, BASE).origin !== new URL(BASE).origin) return undefined;
  return address.startsWith('/') ? 'path' : 'relative';
}
