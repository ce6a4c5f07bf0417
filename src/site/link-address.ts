import { z } from 'zod';
import { kindOfAddress } from '../image/plain-address.js';

const LONGEST_ADDRESS = 2000;
const TOO_LONG = { error: `must be at most ${LONGEST_ADDRESS} characters`, abort: true };

/** An account, or an e-mail address. */
export const linkAddress = z
  .string()
  .max(LONGEST_ADDRESS, TOO_LONG)
  .refine((address) => ['web', 'mail'].includes(kindOfAddress(address) ?? '') && !/\s/.test(address), {
    error: 'must be an http, https or mailto address',
  });

/** Schemes by which browsers run or show what the address itself holds, or that stand before another scheme. */
const ACTIVE =
  /^(?:javascript|vbscript|livescript|data|blob|file|filesystem|about|view-source|jar|intent|chrome|resource|ws|wss|ftp):/i;
const SCHEME = /^[a-z][a-z\d+.-]*:\S+$/i;

/** Apps have schemes of their own (`whatsapp:`). */
export const shareTemplate = z
  .string()
  .max(LONGEST_ADDRESS, TOO_LONG)
  .refine(isShareAddress, { error: 'must be an address to share to' });

/** What is filled in is percent-encoded: it can stand in a path or a query, not for a host. */
function isShareAddress(template: string): boolean {
  if (/[\s\p{Cc}]/u.test(template)) return false;
  const fill = (by: string) => template.replace(/\{(?:url|headline)\}/g, by);
  if (/^https?:/i.test(template)) return kindOfAddress(fill(' ')) === 'web';
  return SCHEME.test(template) && !ACTIVE.test(template) && URL.canParse(fill('%3A'));
}
