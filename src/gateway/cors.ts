import type { IncomingMessage, ServerResponse } from 'node:http';

/** Which pages of other sites may call. */
export interface CorsPolicy {
  readonly origins: readonly string[];
  /** Pages on this machine may call, whatever their port. */
  readonly allowLocalhost: boolean;
}

/**
 * Answers what a browser asks before it calls from a page of another origin. True when the request has been answered:
 * a preflight, or a refusal that names the origin and the setting.
 */
export function answerCors(request: IncomingMessage, response: ServerResponse, policy: CorsPolicy): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  response.setHeader('Vary', 'Origin');
  if (!isAllowed(origin, request.headers.host, policy)) {
    const message = `The origin ${origin.slice(0, 200)} may not call this gateway: add it to the setting CORS_ORIGINS.`;
    response.writeHead(403, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ errors: [{ message, extensions: { code: 'FORBIDDEN' } }] }));
    return true;
  }
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Expose-Headers', 'x-request-id');
  if (request.method !== 'OPTIONS') return false;
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? 'content-type',
    'Access-Control-Max-Age': '600',
  });
  response.end();
  return true;
}

function isAllowed(origin: string, host: string | undefined, policy: CorsPolicy): boolean {
  if (policy.origins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  // A page that this gateway served itself.
  if (url.host === host) return true;
  return policy.allowLocalhost && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
