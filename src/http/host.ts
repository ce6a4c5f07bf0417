import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.js';
import type { SourceRefusal } from './response.js';

type HostSettings = Pick<Config, 'allowedHosts' | 'host' | 'isDevelopment' | 'publicUrl'>;

/**
 * In production, refuses requests for a host that is not the gateway's. A page of another site can make its own name resolve
 * to this gateway (DNS rebinding). Its requests then differ from those of the gateway's own pages by the name alone.
 *
 * The gateway's hosts are that of PUBLIC_URL, those of ALLOWED_HOSTS, HOST, loopback names, and the IP address of the
 * connection: DNS has no say in the last two. The port does not matter.
 */
export function createHostRule({ allowedHosts, host: listensOn, isDevelopment, publicUrl }: HostSettings) {
  const known = new Set([new URL(publicUrl).hostname, ...[...allowedHosts, listensOn].map(bracket).map(readHostName)]);
  return ({ headers: { host }, socket }: IncomingMessage): SourceRefusal | undefined => {
    // Browsers always send it.
    if (host === undefined) return undefined;
    const name = readHostName(host);
    if (name === undefined) return { status: 400, message: 'host: is not a host' };
    if (isDevelopment || known.has(name) || isLoopback(name)) return undefined;
    if (name === readHostName(bracket(socket.localAddress ?? ''))) return undefined;
    const message = `This gateway does not answer for the host ${name.slice(0, 200)}: add it to the setting ALLOWED_HOSTS.`;
    return { status: 421, message };
  };
}

/** A host as browsers write it, without its port; undefined for a text that is no host. */
function readHostName(host: string): string | undefined {
  if (!/^[^\s/?#@\\]+$/.test(host) || !URL.canParse(`http://${host}`)) return undefined;
  // A name may end with a dot.
  return new URL(`http://${host}`).hostname.replace(/\.$/, '');
}

function isLoopback(name: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(name);
}

/** An address as a host is written: IPv6 in brackets, IPv4 without the prefix that it has on a socket of IPv6. */
function bracket(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? `[${plain}]` : plain;
}
