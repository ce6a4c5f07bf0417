import type { Logger } from 'pino';
import type { Database } from '../db/client.js';
import { createReadJwt, type JwtSettings, unauthenticated } from './jwt.js';
import { ANONYMOUS, type Identity } from './roles.js';
import { findGoodToken, TOKEN_PREFIX } from './token-store.js';

/** Finds who sends a request, from the header `Authorization`. Throws UNAUTHENTICATED for a bad token. */
export type Authenticate = (authorization: string | undefined) => Promise<Identity>;

interface Options {
  readonly db: Database;
  readonly clock: () => Date;
  /** The identity provider's settings. When absent, every JWT is refused. */
  readonly jwt?: JwtSettings | undefined;
  readonly logger: Logger;
}

/** Makes `Authenticate`. API tokens are read for each request, so an expired or revoked token is refused at once. */
export function createAuthenticate({ clock, db, jwt, logger }: Options): Authenticate {
  const readJwt = jwt && createReadJwt(jwt, clock, logger);
  return async (authorization) => {
    if (authorization === undefined) return ANONYMOUS;
    const [, token] = /^Bearer +([\w.~+/=-]{1,8192})$/i.exec(authorization.trim()) ?? [];
    if (token === undefined) throw unauthenticated('must be "Bearer" and a token');
    if (readJwt && !token.startsWith(TOKEN_PREFIX)) return readJwt(token);
    return readApiToken(db, clock(), token);
  };
}

async function readApiToken(db: Database, now: Date, token: string): Promise<Identity> {
  const found = token.startsWith(TOKEN_PREFIX) ? await findGoodToken(db, now, token) : undefined;
  if (!found) throw unauthenticated('the token is unknown, expired or revoked: ask an admin for a new token');
  const { expiresAt, id, name, role } = found;
  return { role, name, actor: name, key: `token:${id}`, tokenId: id, ...(expiresAt && { expiresAt }) };
}
