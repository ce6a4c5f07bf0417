import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createReadAddress } from '../../src/http/source.js';

function addressOf(remoteAddress: string, forwarded?: string, trustedProxies = 0): string {
  const request = new IncomingMessage(new Socket());
  Object.defineProperty(request.socket, 'remoteAddress', { value: remoteAddress });
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return createReadAddress(trustedProxies)(request);
}

describe('the address of a client', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:0:12:a:b:c:d', '2001:db8:0:12::/64'],
    ['2001:DB8::12:0:0:0:1', '2001:db8:0:12::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
  ])('is an IPv4 address or a /64 network: %s', (address, network) => {
    expect(addressOf(address)).toBe(network);
    expect(addressOf('192.0.2.200', address, 1)).toBe(network);
  });

  it('is the address that a trusted proxy appends, and never an address that the client sends', () => {
    const forwarded = '198.51.100.66, 203.0.113.1, 203.0.113.2';
    expect(addressOf('192.0.2.1', forwarded)).toBe('192.0.2.1');
    expect(addressOf('192.0.2.1', forwarded, 1)).toBe('203.0.113.2');
    expect(addressOf('192.0.2.1', forwarded, 2)).toBe('203.0.113.1');
  });

  it.each(['', 'unknown', '_hidden', '999.1.1.1', 'a'.repeat(10_000)])(
    'is the address of the socket if the proxy sends no address: %s',
    (said) => {
      expect(addressOf('192.0.2.1', said, 1)).toBe('192.0.2.1');
      expect(addressOf('192.0.2.1', '203.0.113.1', 2)).toBe('192.0.2.1');
    },
  );

  it.each(['203.0.113.1:4711', '203.0.113.1'])('does not include the port: %s', (said) => {
    expect(addressOf('192.0.2.1', said, 1)).toBe('203.0.113.1');
    expect(addressOf('192.0.2.1', '[2001:db8::1]:443', 1)).toBe('2001:db8:0:0::/64');
  });
});
