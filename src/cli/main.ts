import '../check-node.js';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { exportNewsroom } from '../ingest/export/newsroom.js';
import { loadSample } from '../sample/load.js';
import { printSortedSchema } from '../schema/schema.js';
import { generateCommand } from './generate.js';
import { importCommand } from './import.js';
import { endWithReader, withDatabase } from './session.js';
import { tokenCommand } from './token.js';

const SCHEMA_FILE = fileURLToPath(new URL('../../schema.graphql', import.meta.url));

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

const schemaCommand = new Command('schema')
  .description('Print the GraphQL schema, sorted.')
  .option('--write', 'write it to schema.graphql')
  .option('--check', 'fail if schema.graphql is different')
  .action(async ({ check, write }: { check?: true; write?: true }) => {
    const schema = printSortedSchema();
    if (write) return writeFile(SCHEMA_FILE, schema);
    if (!check) return void process.stdout.write(schema);
    if ((await readFile(SCHEMA_FILE, 'utf8').catch(() => '')) !== schema) {
      process.stderr.write(
        'schema.graphql is not the schema of the code: run npm run schema, and look at what changed\n',
      );
      process.exitCode = 1;
    }
  });

const program = new Command('dateline')
  .description('The command line of the Dateline gateway. Results go to standard output, all else to standard error.')
  .addCommand(importCommand())
  .addCommand(exportCommand)
  .addCommand(sampleCommand)
  .addCommand(generateCommand())
  .addCommand(tokenCommand())
  .addCommand(schemaCommand);

endWithReader();
try {
  await program.parseAsync();
} catch (error) {
  // Operators need only the message of an error. The stack is shown at the log levels `debug` and `trace`.
  const isDebugging = ['debug', 'trace'].includes(process.env.LOG_LEVEL ?? '');
  const message = error instanceof Error ? (isDebugging && error.stack) || error.message : String(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
