import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useDesk } from '../support/desk.js';
import { runEditorial } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const desk = useDesk(gateway, database);

const EDITORS = 50;
const EDITS = 20;

describe('fifty editors of one article', () => {
  it('lose no edit: each edit becomes a revision, and an editor with a conflict tries again', async () => {
    const { id } = await desk.createDraft({ headline: 'Everybody’s' });
    const editor = await gateway().as('editor');
    const conflicts = await Promise.all(
      Array.from({ length: EDITORS }, async (_, who) => {
        let version = 1;
        let met = 0;
        for (let edit = 0; edit < EDITS; ) {
          const input = { id, version, label: `${who}/${edit}` };
          const { article, userErrors } = await runEditorial<{ version: number }>(editor, 'UpdateArticle', { input });
          // The answer to a conflict has the current version.
          version = article?.version ?? version;
          if (userErrors.length === 0) edit += 1;
          else {
            expect(userErrors).toMatchObject([{ code: 'CONFLICT', field: 'version' }]);
            met += 1;
          }
        }
        return met;
      }),
    );
    const { rows } = await database().pool.query<{ version: number; label: string }>(
      `select version, snapshot ->> 'label' as label from revisions where content_id = $1 and version > 1 order by version`,
      [Number(Buffer.from(id, 'base64').toString().split(':')[1])],
    );
    expect(rows.map(({ version }) => version)).toEqual(
      Array.from({ length: EDITORS * EDITS }, (_, index) => index + 2),
    );
    const edits = Array.from({ length: EDITORS }, (_, who) =>
      Array.from({ length: EDITS }, (__, edit) => `${who}/${edit}`),
    );
    expect(new Set(rows.map(({ label }) => label))).toEqual(new Set(edits.flat()));
    expect(conflicts.reduce((sum, met) => sum + met, 0)).toBeGreaterThan(0);
  }, 600_000);
});
