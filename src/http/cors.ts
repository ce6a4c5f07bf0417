import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config.js';
import { answer, describeRefusal, type SourceRefusal } from './response.js';

/** The pages of other sites that may call: those in CORS_ORIGINS, and in development those of this machine. */
export type CorsPolicy = Pick<Config, 'corsOrigins' | 'isDevelopment' | 'publicUrl'>;

/**
 * Returns the reason if the origin of a request is refused. The rule is the same for plain requests, event streams and WebSockets.
 * Browsers send the origin of the page that calls. A client that sends no origin is not a browser, and is allowed.
 */
export function refuseOrigin(
  { headers: { host, origin } }: IncomingMessage,
  policy: CorsPolicy,
): SourceRefusal | undefined {
  if (origin === undefined || isAllowed(origin, host, policy)) return undefined;
  const message = `The origin ${origin.slice(0, 200)} may not call this gateway: add it to the setting CORS_ORIGINS.`;
  return { status: 403, message };
}

/** Lets pages of other origins read the response. True if a preflight or a refused origin is answered already. */
export function answerCors(request: IncomingMessage, response: ServerResponse, policy: CorsPolicy): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  response.setHeader('Vary', 'Origin');
  const refusal = refuseOrigin(request, policy);
  if (refusal) {
    answer(response, refusal.status, describeRefusal(refusal));
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
  if (policy.corsOrigins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  // Pages of this gateway and of the publisher's own site may call.
  if (url.host === host || origin === new URL(policy.publicUrl).origin) return true;
  return policy.isDevelopment && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
