import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Returns a client's address. For IPv6 it is the /64 network, because one client usually has a whole /64. */
export type ReadAddress = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

/**
 * Creates the function that reads client addresses. Each proxy appends the address of its caller to X-Forwarded-For. With N
 * trusted proxies, the client's address is the Nth from the right. The client may have forged addresses further to the left.
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
