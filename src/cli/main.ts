import { Command } from 'commander';
import { BadSettings } from '../config.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { sampleCommand } from './sample.js';
import { schemaCommand } from './schema.js';

const program = new Command('dateline')
  .description('The command line of the Dateline gateway. Answers go to standard output, all else to standard error.')
  .showHelpAfterError()
  .addCommand(importCommand())
  .addCommand(exportCommand())
  .addCommand(sampleCommand())
  .addCommand(schemaCommand());

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? describe(error) : String(error)}\n`);
  process.exitCode = 1;
}

/** What an operator can mend needs a line; what is a fault of ours needs its place. */
function describe(error: Error): string {
  return error instanceof BadSettings || error.stack === undefined ? error.message : error.stack;
}
