import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

/**
 * Returns the headers of a page of the gateway. The page may load and run only what `sources` allows. No other site may
 * show the page in a frame. Browsers do not send the URL of the page to other sites, because it may contain a token.
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

/** A file in each content encoding. With the `etag`, a browser asks whether its cached copy is still current. */
export interface Representations {
  readonly etag: string;
  readonly identity: Buffer;
  readonly br: Buffer;
  readonly gzip: Buffer;
}

/** Compresses a text, such as a page that the gateway makes when it runs. */
export async function makeRepresentations(content: string): Promise<Representations> {
  const identity = Buffer.from(content);
  const [br, gzipped] = await Promise.all([promisify(brotliCompress)(identity), promisify(gzip)(identity)]);
  const etag = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
  return { etag, identity, br, gzip: gzipped };
}

/** Sends a file in the smallest encoding that the client accepts, or 304 if the client has it. */
export function sendRepresentation(
  request: IncomingMessage,
  response: ServerResponse,
  file: Representations,
  headers: OutgoingHttpHeaders,
): void {
  const encoding = chooseEncoding(request.headers['accept-encoding'] ?? '');
  // The ETag is weak (`W/`), because it is the same for every encoding.
  const etag = `W/"${file.etag}"`;
  response.appendHeader('Vary', 'Accept-Encoding');
  const hasIt = (request.headers['if-none-match'] ?? '').split(',').some((tag) => tag.trim() === etag);
  if (hasIt) {
    response.writeHead(304, { ...headers, ETag: etag }).end();
    return;
  }
  const body = file[encoding];
  response.writeHead(200, {
    ...headers,
    ETag: etag,
    'Content-Length': body.byteLength,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  });
  response.end(body);
}

function chooseEncoding(accepted: string): 'br' | 'gzip' | 'identity' {
  const taken = accepted
    .toLowerCase()
    .split(',')
    .filter((entry) => !/;\s*q=0(\.0*)?\s*$/.test(entry))
    .map((entry) => entry.split(';')[0]?.trim());
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding)) ?? 'identity';
}
