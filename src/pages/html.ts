import { createHash } from 'node:crypto';

/**
 * Returns the headers of a page of the gateway. The page may load and run only what `sources` allows, and no other site may frame
 * it. Browsers send its URL to no other site, because the URL may contain a token.
 */
export function pageHeaders(sources: Readonly<Record<string, string>>) {
  const policy = {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    ...sources,
  };
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}

/** Returns the hash by which a content security policy allows one inline style. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
