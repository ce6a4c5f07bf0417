import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import { codedError } from '../errors.js';
import { type Identity, ROLES, type Role } from './roles.js';

/** Settings of an organisation's identity provider. */
export interface JwtSettings {
  readonly issuer: string;
  readonly audience: string;
  /** The address of the provider's public keys. */
  readonly jwksUri: string;
  /** The claim that holds the role: a name, or a path such as `realm_access.roles`. */
  readonly roleClaim: string;
}

/** The error for a credential that is refused. Its message tells the client why. */
export function unauthenticated(message: string) {
  return codedError('UNAUTHENTICATED', `authorization: ${message}`, { http: { status: 401 } });
}

/** Only algorithms with key pairs. With a shared secret, everyone who can check a JWT could also make a JWT. */
const ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ');
/** How far the clocks of two machines may differ. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** The shortest time between fetches of the keys. An unknown key causes a fetch, because keys may be rotated. */
const COOLDOWN_MS = 5000;
/** The longest name of an account, in characters. Longer names are cut. */
const LONGEST_NAME = 200;

/** Checks a JWT and returns its sender. Throws UNAUTHENTICATED, or UNAVAILABLE when the keys can't be fetched. */
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
      // An error of jose contains the claims of the JWT, which must not be logged or shown.
      if (error instanceof errors.JOSEError) throw unauthenticated(explain(error));
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
      if (isFaultOfToken(error)) throw error;
      logger.warn({ err: error }, 'the keys of the identity provider (JWKS_URI) could not be fetched');
      const message = 'authorization: the keys of the identity provider could not be fetched: try again later';
      throw codedError('UNAVAILABLE', message, { http: { status: 503 } });
    }
  };
}

/** True if the token is the reason why no key was found. False if the identity provider is the reason. */
function isFaultOfToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

function explain(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'the JWT has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `the JWT's claim ${error.claim} has a wrong value`;
  if (error instanceof errors.JWKSMultipleMatchingKeys) return 'the JWT must name its key (kid)';
  return 'the JWT is malformed, or not signed with a key of the identity provider';
}

function toIdentity(payload: JWTPayload, { issuer, roleClaim }: JwtSettings): Identity {
  const { email, exp = 0, name, sub = '' } = payload;
  const names = [name, email, sub].map((value) => (typeof value === 'string' ? toLine(value) : ''));
  const accountName = (names.find((text) => text !== '') ?? '').slice(0, LONGEST_NAME);
  return {
    role: readRole(findClaim(payload, roleClaim)),
    name: accountName,
    actor: describeAccount(accountName, issuer, sub),
    key: `jwt:${issuer} ${sub}`,
    expiresAt: new Date(exp * 1000),
  };
}

/** Puts a name on one line, and removes invisible characters and direction marks, which could make one name look like another. */
function toLine(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
    .trim();
}

/**
 * Describes an account, such as `Amara Diallo (https://id.example u-17)`. Several accounts can have the same name, so
 * the subject of the JWT (`u-17`) is added. Parentheses in a name become brackets, so that no name imitates a subject.
 */
function describeAccount(name: string, issuer: string, subject: string): string {
  const bare = name.replaceAll('(', '[').replaceAll(')', ']');
  return `${bare} (${toLine(`${issuer} ${subject}`)})`;
}

/** Finds a claim by name first, because a name may contain dots: `https://news.example/role`. Then finds it by path. */
function findClaim(claims: JWTPayload, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((found, step) => new Map(Object.entries(found ?? {})).get(step), claims);
}

/** Returns the highest role that a claim names, or `reader` if it names none. */
function readRole(claim: unknown): Role {
  const claimedRoles: unknown[] = Array.isArray(claim) ? claim : [claim];
  return ROLES.findLast((role) => claimedRoles.includes(role)) ?? 'reader';
}
