import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** Where a request comes from: a network address, of IPv6 its /64 network, as whoever has one has all of it. */
export type ReadAddress = (request: Pick<IncomingMessage, 'headers' | 'socket'>) => string;

/**
 * Each proxy adds to X-Forwarded-For, at the right, the address that it was called from: of as many as are trusted, the
 * leftmost one's is the client's. What stands further left the client may have written.
 */
export function createReadAddress(trustedProxies: number): ReadAddress {
  return ({ headers, socket }) => {
    const forwarded = [headers['x-forwarded-for'] ?? []].flat().join().split(',');
    const said = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
    return networkOf(withoutPort(said?.trim() ?? '')) ?? networkOf(socket.remoteAddress ?? '') ?? '';
  };
}

/** Some proxies name the port too. */
function withoutPort(address: string): string {
  return address.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
}

function networkOf(address: string): string | undefined {
  const [bare = ''] = address.split('%');
  if (isIP(bare) !== 6) return isIP(bare) === 4 ? bare : undefined;
  // As short as can be, and without dots: the URL standard says so.
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
