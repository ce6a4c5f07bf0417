import '../check-node.js';
import { once } from 'node:events';
import { Command } from 'commander';
import { exportNewsroom } from '../ingest/export/newsroom.js';
import { loadSample } from '../sample/load.js';
import { generateCommand } from './generate.js';
import { importCommand } from './import.js';
import { schemaCommand } from './schema.js';
import { withDatabase } from './session.js';
import { tokenCommand } from './token.js';

const exportCommand = new Command('export')
  .description('Print the whole newsroom as JSON Lines, one record a line, which `import jsonl` reads back.')
  .action(() =>
    withDatabase(({ database }) =>
      exportNewsroom(database.db, async (record) => {
        if (!process.stdout.write(`${JSON.stringify(record)}\n`)) await once(process.stdout, 'drain');
      }),
    ),
  );

const sampleCommand = new Command('sample')
  .description(
    'Load the sample newsroom into the configured database, with its dates moved up to now. It replaces items and settings of the same names.',
  )
  .action(() =>
    withDatabase(async ({ database }) => {
      const items = await loadSample(database.pool, new Date());
      process.stderr.write(`the sample newsroom is there: ${items} items\n`);
    }),
  );

const program = new Command('dateline')
  .description('The command line of the Dateline gateway. Results go to standard output, all else to standard error.')
  .addCommand(importCommand())
  .addCommand(exportCommand)
  .addCommand(sampleCommand)
  .addCommand(generateCommand())
  .addCommand(tokenCommand())
  .addCommand(schemaCommand());

try {
  await program.parseAsync();
} catch (error) {
  // Operators need only the message of an error. The stack is shown at the log levels for debugging.
  const isDebugging = ['debug', 'trace'].includes(process.env.LOG_LEVEL ?? '');
  const message = error instanceof Error ? (isDebugging && error.stack) || error.message : String(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
