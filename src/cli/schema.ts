import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { printSortedSchema } from '../schema/schema.js';

const FILE = fileURLToPath(new URL('../../schema.graphql', import.meta.url));

/** Makes the command `schema [--write | --check]`. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('Print the GraphQL schema, sorted.')
    .option('--write', 'write it to schema.graphql')
    .option('--check', 'fail if schema.graphql is different')
    .action(async ({ check, write }: { check?: true; write?: true }) => {
      const schema = printSortedSchema();
      if (write) return writeFile(FILE, schema);
      if (!check) return void process.stdout.write(schema);
      if ((await readFile(FILE, 'utf8').catch(() => '')) !== schema) {
        process.stderr.write(
          'schema.graphql is not the schema of the code: run npm run schema, and look at what changed\n',
        );
        process.exitCode = 1;
      }
    });
}
