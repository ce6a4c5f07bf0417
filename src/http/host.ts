import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.js';
import type { SourceRefusal } from './response.js';

type HostSettings = Pick<Config, 'allowedHosts' | 'host' | 'isDevelopment' | 'publicUrl'>;

/**
 * Refuses requests for a host that is not the gateway's, in production. A page of another site can have its own name
 * resolve to this gateway (DNS rebinding); its requests then look like those of the gateway's own pages, but for the name.
 *
 * The gateway's own are: the host of PUBLIC_URL, those of ALLOWED_HOSTS, HOST, loopback names, and the IP address that
 * the connection came in at. No DNS decides about the last two. The port doesn't matter.
 */
export function createHostRule({ allowedHosts, host: listensOn, isDevelopment, publicUrl }: HostSettings) {
  const known = new Set([new URL(publicUrl).hostname, ...[...allowedHosts, listensOn].map(bracket).map(readHostName)]);
  return ({ headers: { host }, socket }: IncomingMessage): SourceRefusal | undefined => {
    // A browser always sends it.
    if (host === undefined) return undefined;
    const name = readHostName(host);
    if (name === undefined) return { status: 400, message: 'host: is not a host' };
    if (isDevelopment || known.has(name) || isLoopback(name)) return undefined;
    if (name === readHostName(bracket(socket.localAddress ?? ''))) return undefined;
    const message = `This gateway does not answer for the host ${name.slice(0, 200)}: add it to the setting ALLOWED_HOSTS.`;
    return { status: 421, message };
  };
}

/** A name as browsers write it, without its port; undefined for what is none. */
function readHostName(host: string): string | undefined {
  if (!/^[^\s/?#@\\]+$/.test(host) || !URL.canParse(`http://${host}`)) return undefined;
  // A name may be written with the dot that ends it.
  return new URL(`http://${host}`).hostname.replace(/\.$/, '');
}

function isLoopback(name: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(name);
}

/** As an address is written where a host is meant. IPv4 on a socket of IPv6 comes with a prefix. */
function bracket(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}
