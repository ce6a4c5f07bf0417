import { describe, expect, it } from 'vitest';
import { runChaos } from '../chaos/run.js';
import { useDatabase } from '../support/database.js';
import { useBuild } from '../support/process.js';

useBuild();
const database = useDatabase();

const SEED = Math.floor(Math.random() * 1_000_000);

/** `npm run chaos` runs longer, and can use Redis. */
describe(`gateways that are killed while items are published and followed, with seed ${SEED}`, () => {
  it('send every subscriber each acknowledged item once, in order', async () => {
    const lines: string[] = [];
    const { counted, faults } = await runChaos({
      ...{ databaseUrl: database().url, seed: SEED, items: 500, subscribers: 30, gateways: 3, withRedis: false },
      ...{ secondsBetweenKills: 1, leastKills: 3, say: (line) => lines.push(line) },
    });
    expect(faults, lines.join('\n')).toEqual([]);
    const counts = new Map(counted);
    expect(counts.get('items acknowledged')).toBe(500);
    expect(counts.get('events received')).toBe(30 * 500);
    expect(counts.get('gateways killed and started again')).toBeGreaterThanOrEqual(3);
    expect(counts.get('LISTEN connections ended')).toBeGreaterThanOrEqual(1);
    expect(counts.get('sockets opened')).toBeGreaterThan(30);
  }, 180_000);
});
