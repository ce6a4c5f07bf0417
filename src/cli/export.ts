import { once } from 'node:events';
import { Command } from 'commander';
import { exportNewsroom } from '../ingest/export/newsroom.js';
import { withDatabase } from './session.js';

/** `export` */
export function exportCommand(): Command {
  return new Command('export')
    .description('Print the whole newsroom as JSON Lines, one record a line, which `import jsonl` reads back.')
    .action(() =>
      withDatabase(({ database }) =>
        exportNewsroom(database.db, async (record) => {
          if (!process.stdout.write(`${JSON.stringify(record)}\n`)) await once(process.stdout, 'drain');
        }),
      ),
    );
}
