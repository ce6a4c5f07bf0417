import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { errors, jwtVerify, SignJWT } from 'jose';
import { secrets } from '../access/table.js';
import type { Database } from '../db/client.js';
import { findGoodPreviewLink } from './store.js';

const SECRET = 'preview links';
const AUDIENCE = 'dateline preview';

/** A preview link that works. `tokenId` is the API token that created it, or null if an account created it. */
export interface GoodLink {
  readonly id: number;
  readonly contentId: number;
  readonly tokenId: number | null;
  readonly expiresAt: Date;
}

export type PreviewLinks = ReturnType<typeof createPreviewLinks>;

/** Signs and reads the tokens in the addresses of preview links. The token is a JWT. It is not stored. */
export function createPreviewLinks(db: Database) {
  let secret: Promise<Uint8Array> | undefined;
  const getSecret = () => {
    secret ??= findSecret(db).catch((error: unknown) => {
      secret = undefined;
      throw error;
    });
    return secret;
  };

  async function verify(token: string, now: Date) {
    const requiredClaims = ['exp', 'jti'];
    const options = { audience: AUDIENCE, algorithms: ['HS256'], currentDate: now, requiredClaims };
    try {
      const { payload } = await jwtVerify(token, await getSecret(), options);
      return { id: Number(payload.jti), expiresAt: new Date(Number(payload.exp) * 1000) };
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }

  return {
    /** Reads the signing key from the database. Afterwards, `sign` and `identify` do not use the database. */
    ready: async (): Promise<void> => void (await getSecret()),

    sign: async (id: number, expiresAt: Date): Promise<string> =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'HS256' })
        .setJti(String(id))
        .setAudience(AUDIENCE)
        .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
        .sign(await getSecret()),

    /** Returns the link of a token. Undefined if the signature is wrong, or the link has expired or was revoked. */
    read: async (token: string, now: Date): Promise<GoodLink | undefined> => {
      const signed = await verify(token, now);
      const found = signed && (await findGoodPreviewLink(db, signed.id));
      return found && { ...signed, ...found };
    },

    /** Returns the id of a token's link, even of an expired or revoked link. Undefined if the signature is wrong. */
    identify: async (token: string): Promise<number | undefined> => (await verify(token, new Date(0)))?.id,
  };
}

/** Reads the signing key, which all gateways of a database share. The first gateway that needs the key creates it. */
async function findSecret(db: Database): Promise<Uint8Array> {
  await db
    .insert(secrets)
    .values({ name: SECRET, value: randomBytes(32).toString('base64') })
    .onConflictDoNothing();
  const [row] = await db.select({ value: secrets.value }).from(secrets).where(eq(secrets.name, SECRET));
  if (!row) throw new Error('the secret of preview links was not written');
  return Buffer.from(row.value, 'base64');
}
