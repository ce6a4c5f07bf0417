import { sql } from 'drizzle-orm';
import { createToken } from '../src/access/token-store.js';
import { insertBreakingItem } from '../src/breaking/write.js';
import { createClient } from '../src/db/client.js';
import { openEmbedded } from '../src/db/embedded/server.js';
import { writeLogged } from '../src/writing/log.js';
import { readClock } from './child.js';

const HOUR_MS = 3_600_000;

/**
 * Opens the database of a gateway, and returns a function that publishes breaking items in it. The gateway does not
 * publish them, so its measured cost is only the cost of its subscribers.
 */
export async function openNewsroom(dataDir: string) {
  const { connectionString, release } = await openEmbedded(dataDir);
  const { close, db, pool } = createClient({ connectionString, poolSize: 1, onError: () => {} });
  const { rows } = await db.execute<{ region: number; content: number }>(sql`
    select (select min(id) from regions where language = 'en') as region,
      (select min(id) from content_items where type = 'ARTICLE' and language = 'en' and state = 'RELEASED') as content`);
  const [about] = rows;
  const createdAt = new Date();
  const { token } = await createToken(db, { name: 'bench', role: 'publisher', createdAt, createdBy: 'bench' });
  let lines = 0;
  return {
    /** A token with the role publisher. */
    token,
    /** Publishes a breaking item, and returns the time just before the commit, by `readClock`. */
    publish: async (): Promise<number> => {
      const now = new Date();
      lines += 1;
      let begun = 0;
      await writeLogged(pool, { actor: 'bench', action: 'PUBLISHED', now }, async (tx) => {
        await insertBreakingItem(tx, {
          language: 'en',
          text: `Line ${String(lines).padStart(8, '0')}: the harbour bridge is closed both ways, and traffic is led over the old road`,
          attribution: 'Local sources',
          urgency: 2,
          status: 'CONFIRMED',
          publishedAt: now,
          updatedAt: now,
          expiresAt: new Date(now.getTime() + 24 * HOUR_MS),
          regionId: about?.region ?? null,
          contentId: about?.content ?? null,
        });
        begun = readClock();
      });
      return begun;
    },
    close: async (): Promise<void> => {
      await close();
      await release();
    },
  };
}
