import { beforeAll, describe, expect, it } from 'vitest';
import { fillArchive, GROWING_TABLES } from '../support/archive.js';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { findScannedTables } from '../support/plans.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

beforeAll(() => fillArchive(database()));

describe('with twenty thousand articles', () => {
  it.each(['assembly-approves-the-harbour-bridge-after-a-nine-hour-sitting', 'old-17', 'old-12000'])(
    'no statement of ArticlePage for the article %s scans a whole table of content',
    async (slug) => {
      const { statements } = database();
      statements.length = 0;
      const { errors } = await gateway().ask(await readOperation('ArticlePage'), { slug, language: 'en' });
      expect(errors).toBeUndefined();
      const sent = [...statements];
      expect(sent.length).toBeGreaterThan(8);
      expect(sent.length).toBeLessThanOrEqual(16);
      for (const statement of sent) {
        const scanned = await findScannedTables(database(), statement);
        expect(
          scanned.filter((table) => GROWING_TABLES.includes(table)),
          statement.sql,
        ).toEqual([]);
      }
    },
  );
});
