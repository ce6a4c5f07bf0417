import { z } from 'zod';
import { LONGEST_ADDRESS } from '../graphql/bounds.js';
import { kindOfAddress } from '../image/image.js';

const TOO_LONG = { error: `must be at most ${LONGEST_ADDRESS} characters`, abort: true };

/** The address of an account on a social network, or an e-mail address. */
export const linkAddress = z
  .string()
  .max(LONGEST_ADDRESS, TOO_LONG)
  .refine((address) => ['web', 'mail'].includes(kindOfAddress(address) ?? '') && !/\s/.test(address), {
    error: 'must be an http, https or mailto address',
  });

/** Unsafe schemes: browsers run or show what follows (`javascript:`), or read another scheme in it (`jar:`). */
const ACTIVE =
  /^(?:javascript|vbscript|livescript|data|blob|file|filesystem|about|view-source|jar|intent|chrome|resource|ws|wss|ftp):/i;
const SCHEME = /^[a-z][a-z\d+.-]*:\S+$/i;

/** The template of an address that shares an item on a network. Schemes of apps, such as `whatsapp:`, are allowed. */
export const shareTemplate = z
  .string()
  .max(LONGEST_ADDRESS, TOO_LONG)
  .refine(isShareAddress, { error: 'must be an address to share to' });

/** Returns true if a template is safe. The host must not have placeholders, because values are percent-encoded. */
function isShareAddress(template: string): boolean {
  if (/[\s\p{Cc}]/u.test(template)) return false;
  const fill = (by: string) => template.replace(/\{(?:url|headline)\}/g, by);
  if (/^https?:/i.test(template)) return kindOfAddress(fill(' ')) === 'web';
  return SCHEME.test(template) && !ACTIVE.test(template) && URL.canParse(fill('%3A'));
}
