import { createHash } from 'node:crypto';

/**
 * The headers of every page of the gateway. A page may load and run only what `sources` allows. No other site may frame it.
 * Its address is told to no other site, because it may hold a token.
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

/** The source of a policy that allows one inline style. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
