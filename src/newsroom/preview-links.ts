import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Database } from '../db/client.js';
import { secrets } from './table.js';

const SECRET = 'preview links';
const AUDIENCE = 'dateline preview';

/** Signs and reads what a preview link carries: which item it shows, and until when. Nothing of it is stored. */
export interface PreviewLinks {
  readonly sign: (contentId: number, expiresAt: Date) => Promise<string>;
  /** The item; undefined for what is forged, spoilt or expired. */
  readonly read: (token: string, now: Date) => Promise<number | undefined>;
}

export function createPreviewLinks(db: Database): PreviewLinks {
  let secret: Promise<Uint8Array> | undefined;
  const getSecret = () => {
    secret ??= findSecret(db).catch((error: unknown) => {
      secret = undefined;
      throw error;
    });
    return secret;
  };
  return {
    sign: async (contentId, expiresAt) =>
      new SignJWT({})
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(String(contentId))
        .setAudience(AUDIENCE)
        .setExpirationTime(Math.floor(expiresAt.getTime() / 1000))
        .sign(await getSecret()),
    read: async (token, now) => {
      const options = { audience: AUDIENCE, algorithms: ['HS256'], currentDate: now, requiredClaims: ['exp', 'sub'] };
      try {
        const { payload } = await jwtVerify(token, await getSecret(), options);
        return Number(payload.sub);
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}

/** The key that all gateways of the database share; the first that needs one makes it. */
async function findSecret(db: Database): Promise<Uint8Array> {
  await db
    .insert(secrets)
    .values({ name: SECRET, value: randomBytes(32).toString('base64') })
    .onConflictDoNothing();
  const [row] = await db.select({ value: secrets.value }).from(secrets).where(eq(secrets.name, SECRET));
  if (!row) throw new Error('the secret of preview links was not written');
  return Buffer.from(row.value, 'base64');
}
