import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import { codedError } from '../errors.js';
import { type Identity, ROLES, type Role } from './identity.js';

/** Where an organisation's identity provider is, and what its JWTs must say. */
export interface JwtSettings {
  readonly issuer: string;
  readonly audience: string;
  /** Where its public keys are. */
  readonly jwksUri: string;
  /** The claim that holds the role: a name, or a path such as `realm_access.roles`. */
  readonly roleClaim: string;
}

/** A JWT that is no good: whoever shows it gets to know why. */
export class BadJwt extends Error {
  override readonly name = 'BadJwt';
}

/** Signed with a key pair: with a shared secret, whoever checks a token could make one too. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
/** How far two machines' clocks may be apart. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** A token with an unknown key has the keys fetched again, as they may have rotated; but not more often than this. */
const COOLDOWN_MS = 5000;
const LONGEST_NAME = 200;

/** Tells who a JWT speaks of. Fails with `BadJwt`, or with UNAVAILABLE where the provider's keys can't be had. */
export function createReadJwt(settings: JwtSettings, clock: () => Date, logger: Logger) {
  const findKey = createFindKey(settings, logger);
  const check = async (token: string, key: JWTVerifyGetKey): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ALGORITHMS,
      issuer: settings.issuer,
      audience: settings.audience,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: clock(),
    });
    return payload;
  };
  return async (token: string): Promise<Identity> => {
    try {
      return toIdentity(await check(token, findKey), settings);
    } catch (error) {
      // jose's errors hold the claims: nobody gets to see them.
      if (error instanceof errors.JOSEError) throw new BadJwt(explain(error));
      throw error;
    }
  };
}

function createFindKey({ jwksUri }: JwtSettings, logger: Logger): JWTVerifyGetKey {
  const findKey = createRemoteJWKSet(new URL(jwksUri), { cooldownDuration: COOLDOWN_MS });
  return async (header, token) => {
    try {
      return await findKey(header, token);
    } catch (error) {
      if (isOfToken(error)) throw error;
      logger.warn({ err: error }, 'the keys of the identity provider (JWKS_URI) cannot be had');
      const message = 'authorization: the keys of the identity provider cannot be had just now: try again later';
      throw codedError('UNAVAILABLE', message, { http: { status: 503 } });
    }
  };
}

/** Anything else that goes wrong in finding a key is the provider's. */
function isOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

function explain(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'the JWT has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `the JWT's claim ${error.claim} is not as it must be`;
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'the JWT must name its key (kid)';
  return 'the JWT is malformed, or not signed with a key of the identity provider';
}

function toIdentity(payload: JWTPayload, { issuer, roleClaim }: JwtSettings): Identity {
  const { email, exp = 0, name, sub = '' } = payload;
  const names = [name, email, sub].map((value) => (typeof value === 'string' ? toLine(value) : ''));
  const called = (names.find((text) => text !== '') ?? '').slice(0, LONGEST_NAME);
  return {
    role: readRole(findClaim(payload, roleClaim)),
    name: called,
    actor: describeAccount(called, issuer, sub),
    key: `jwt:${issuer} ${sub}`,
    expiresAt: new Date(exp * 1000),
  };
}

/** One line. Characters that nobody sees, or that turn the direction of the text, could show one name as another. */
function toLine(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .trim();
}

/**
 * `Amara Diallo (https://id.example u-17)`. Two accounts may have one name, and an account can often change its own: the
 * subject is what the provider vouches for. A name's own parentheses become brackets, so that it can't look like one with a
 * subject.
 */
function describeAccount(name: string, issuer: string, subject: string): string {
  const bare = name.replaceAll('(', '[').replaceAll(')', ']');
  return `${bare} (${toLine(`${issuer} ${subject}`)})`;
}

/** A claim's own name may have dots in it (`https://news.example/role`): it goes before the path. */
function findClaim(claims: object, path: string): unknown {
  if (Object.hasOwn(claims, path)) return Object.entries(claims).find(([name]) => name === path)?.[1];
  let found: unknown = claims;
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.entries(found).find(([name]) => name === step)?.[1];
  }
  return found;
}

/** The highest role that is known here; an account without one is a reader. */
function readRole(claim: unknown): Role {
  const said: unknown[] = Array.isArray(claim) ? claim : [claim];
  return ROLES.findLast((role) => said.includes(role)) ?? 'reader';
}
