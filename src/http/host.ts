import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.js';
import type { SourceRefusal } from './response.js';

type HostSettings = Pick<Config, 'allowedHosts' | 'host' | 'isDevelopment' | 'publicUrl'>;

/**
 * Creates the rule that, in production, refuses a `Host` that is not the gateway's: of PUBLIC_URL, ALLOWED_HOSTS or
 * HOST, a loopback name, or the connection's IP address, whatever the port. In DNS rebinding, another site makes its
 * own name resolve to this gateway. DNS does not resolve loopback names and IP addresses, so these are safe.
 */
export function createHostRule({ allowedHosts, host: listensOn, isDevelopment, publicUrl }: HostSettings) {
  const known = new Set([new URL(publicUrl).hostname, ...[...allowedHosts, listensOn].map(bracket).map(readHostName)]);
  return ({ headers: { host }, socket }: IncomingMessage): SourceRefusal | undefined => {
    // A client without this header is not a browser, and DNS rebinding only works with browsers.
    if (host === undefined) return undefined;
    const name = readHostName(host);
    if (name === undefined) return { status: 400, message: 'host: is not the name or address of a host' };
    if (isDevelopment || known.has(name) || isLoopback(name)) return undefined;
    if (name === readHostName(bracket(socket.localAddress ?? ''))) return undefined;
    const message = `This gateway does not answer for the host ${name.slice(0, 200)}: add it to the setting ALLOWED_HOSTS.`;
    return { status: 421, message };
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

/** Writes an IP address as a URL has it. IPv6 gets brackets. IPv4 loses the prefix `::ffff:`, which an IPv6 socket adds. */
function bracket(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}
