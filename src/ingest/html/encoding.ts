import { isUtf8 } from 'node:buffer';

/**
 * The content type under which jsdom reads a page's bytes as a browser would. It looks for a declaration in the first
 * kilobyte only, and browsers also recognise UTF-8 that isn't declared, as saved pages often have it.
 */
export function findContentType(bytes: Buffer): string {
  const head = bytes
    .subarray(0, 100_000)
    .toString('latin1')
    .replace(/<!--.*?-->/gs, '');
  const declared =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1];
  // A page that could be read as far as its declaration isn't in UTF-16, whatever that says.
  if (declared !== undefined && isKnown(declared) && !/^utf-?16/i.test(declared)) {
    return `text/html; charset=${declared}`;
  }
  return isUtf8(bytes) ? 'text/html; charset=utf-8' : 'text/html';
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== 'replacement';
  } catch {
    return false;
  }
}
