import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { GraphQLError } from 'graphql';
import type { Config } from '../config.js';
import { refusal, refuse } from './response.js';

/** The settings that decide which pages of other sites may call the gateway: see `isAllowed`. */
type CorsPolicy = Pick<Config, 'corsOrigins' | 'isDevelopment' | 'publicUrl'>;
type HostSettings = Pick<Config, 'allowedHosts' | 'host' | 'isDevelopment' | 'publicUrl'>;

/**
 * Returns the reason if the origin of a request is refused. The rule is the same for plain requests, event streams and WebSockets.
 * Browsers send the origin of the page that calls. A client that sends no origin is not a browser, and is allowed.
 */
export function refuseOrigin(
  { headers: { host, origin } }: IncomingMessage,
  policy: CorsPolicy,
): GraphQLError | undefined {
  if (origin === undefined || isAllowed(origin, host, policy)) return undefined;
  const message = `The origin ${origin.slice(0, 200)} may not call this gateway: add it to the setting CORS_ORIGINS.`;
  return refusal(403, message, 'FORBIDDEN');
}

/** Sets the CORS headers. Returns true if the request is now answered: a preflight, or a refused origin. */
export function answerCors(request: IncomingMessage, response: ServerResponse, policy: CorsPolicy): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  response.setHeader('Vary', 'Origin');
  const fault = refuseOrigin(request, policy);
  if (fault) {
    refuse(request, response, [fault]);
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

/**
 * Creates the rule that refuses an unknown `Host` in production. Known are the hosts of PUBLIC_URL, ALLOWED_HOSTS and
 * HOST, loopback names, and the IP address of the connection, with any port. The rule prevents DNS rebinding: another
 * site makes its own name resolve to this gateway. Loopback names and IP addresses are safe: DNS does not resolve them.
 */
export function createHostRule({ allowedHosts, host: listensOn, isDevelopment, publicUrl }: HostSettings) {
  const known = new Set([new URL(publicUrl).hostname, ...[...allowedHosts, listensOn].map(bracket).map(readHostName)]);
  return ({ headers: { host }, socket }: IncomingMessage): GraphQLError | undefined => {
    // A client without this header is not a browser, and DNS rebinding only works with browsers.
    if (host === undefined) return undefined;
    const name = readHostName(host);
    if (name === undefined) return refusal(400, 'host: is not the name or address of a host');
    if (isDevelopment || known.has(name) || isLoopback(name)) return undefined;
    if (name === readHostName(bracket(socket.localAddress ?? ''))) return undefined;
    const message = `This gateway does not answer for the host ${name.slice(0, 200)}: add it to the setting ALLOWED_HOSTS.`;
    return refusal(421, message, 'FORBIDDEN');
  };
}

/** Returns a host without its port, in the form in which browsers write it. Undefined if the text is not a host. */
function readHostName(host: string): string | undefined {
  if (!/^[^\s/?#@\\]+$/.test(host) || !URL.canParse(`http://${host}`)) return undefined;
  // A DNS name may end with a dot, and means the same without it.
  return new URL(`http://${host}`).hostname.replace(/\.$/, '');
}

function isLoopback(name: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(name);
}

/** Writes an IP address as in a URL. IPv6 gets brackets. IPv4 loses the prefix `::ffff:`, which an IPv6 socket adds. */
function bracket(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}

/** Returns a client's address. For IPv6 it is the /64 network, because one client usually has a whole /64. */
export type ReadAddress = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

/**
 * Creates the function that reads client addresses. Each proxy appends the address of its caller to X-Forwarded-For.
 * With N trusted proxies, the client's address is the Nth from the right. Addresses further left may be forged.
 */
export function createReadAddress(trustedProxies: number): ReadAddress {
  return ({ headers, socket }) => {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join().split(',');
    const claimed = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
    return networkOf(withoutPort(claimed?.trim() ?? '')) ?? networkOf(socket.remoteAddress ?? '') ?? '';
  };
}

/** Removes the port, which some proxies append to the address. */
function withoutPort(address: string): string {
  return address.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
}

/** Returns an IPv4 address as it is, and the /64 network of an IPv6 address. Undefined for any other text. */
function networkOf(address: string): string | undefined {
  const [bare = ''] = address.split('%');
  if (isIP(bare) !== 6) return isIP(bare) === 4 ? bare : undefined;
  // `URL` turns an IPv6 address into its shortest form, without dots.
  const canonical = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/.exec(canonical);
  if (mapped) {
    const numbers = mapped.slice(1).map((group) => Number.parseInt(group, 16));
    return numbers.flatMap((number) => [number >> 8, number & 255]).join('.');
  }
  const [head = [], tail = []] = canonical.split('::').map((part) => part.split(':').filter(Boolean));
  const zeros = new Array<string>(8 - head.length - tail.length).fill('0');
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
}
