import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll } from 'vitest';
import { NOW } from '../support/names.js';

export const ISSUER = 'https://id.example';
export const AUDIENCE = 'dateline';

/** Claims of a JWT. A claim with the value undefined is left out. */
export type Claims = Record<string, unknown>;

/** An identity provider for tests. The provider publishes a public key, and signs JWTs with the private key. */
export interface Provider {
  /** The gateway's settings for this provider. */
  readonly settings: Record<string, string>;
  /** The HTTP status of the answers to requests for the keys. */
  status: number;
  /** The number of requests for the keys so far. */
  readonly fetches: number;
  readonly sign: (claims?: Claims, header?: { alg?: string; kid?: string }) => Promise<string>;
  /** Replaces the key with a new key that has a new id. */
  readonly rotate: () => Promise<void>;
}

/** Returns the time `seconds` after NOW as in a JWT: in seconds since 1970. NOW is the time in the tests. */
export function fromNow(seconds: number): number {
  return NOW.getTime() / 1000 + seconds;
}

/** Claims that name an account and are valid for an hour. */
export function claim(claims: Claims = {}): JWTPayload {
  const all = { iss: ISSUER, aud: AUDIENCE, sub: 'u-17', exp: fromNow(3600), ...claims };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

export function useProvider(settings: Record<string, string> = {}): Provider {
  let key: CryptoKey | undefined;
  let jwk: object = {};
  let kid = 0;
  let fetches = 0;
  const server = createServer((_request, response) => {
    fetches += 1;
    response.writeHead(provider.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  const provider: Provider = {
    settings: { ...settings },
    status: 200,
    get fetches() {
      return fetches;
    },
    sign: (claims = {}, header = {}) => {
      if (!key) throw new Error('the provider has no key yet: call `sign` in a test or in a later beforeAll');
      const jwt = new SignJWT(claim(claims)).setProtectedHeader({ alg: 'ES256', kid: `key-${kid}`, ...header });
      return jwt.sign(key);
    },
    rotate: async () => {
      const { privateKey, publicKey } = await generateKeyPair('ES256');
      kid += 1;
      key = privateKey;
      jwk = { ...(await exportJWK(publicKey)), kid: `key-${kid}`, alg: 'ES256', use: 'sig' };
    },
  };
  beforeAll(async () => {
    await provider.rotate();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    Object.assign(provider.settings, {
      JWT_ISSUER: ISSUER,
      JWT_AUDIENCE: AUDIENCE,
      JWKS_URI: `http://127.0.0.1:${port}/jwks.json`,
    });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return provider;
}
