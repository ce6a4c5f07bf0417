import '../check-node.js';
import { Command } from 'commander';
import { exportCommand } from './export.js';
import { generateCommand } from './generate.js';
import { importCommand } from './import.js';
import { sampleCommand } from './sample.js';
import { schemaCommand } from './schema.js';
import { tokenCommand } from './token.js';

const program = new Command('dateline')
  .description('The command line of the Dateline gateway. Answers go to standard output, all else to standard error.')
  .addCommand(importCommand())
  .addCommand(exportCommand())
  .addCommand(sampleCommand())
  .addCommand(generateCommand())
  .addCommand(tokenCommand())
  .addCommand(schemaCommand());

try {
  await program.parseAsync();
} catch (error) {
  // What an operator can mend needs a line; where it came from is for whoever looks for a fault of ours.
  const isDebugging = ['debug', 'trace'].includes(process.env.LOG_LEVEL ?? '');
  const message = error instanceof Error ? (isDebugging && error.stack) || error.message : String(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
