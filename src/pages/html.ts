import { createHash } from 'node:crypto';

/**
 * The headers of every page that the gateway answers. Nothing may be loaded or run but what `sources` allows, no other
 * site may frame the page, and the address that it was opened at is told to nobody: it may hold a token.
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

/** How a policy names one inline style: no other may stand in the page. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
