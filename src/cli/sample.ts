import { Command } from 'commander';
import { loadSample } from '../sample/load.js';
import { withDatabase } from './session.js';

/** `sample` */
export function sampleCommand(): Command {
  return new Command('sample')
    .description(
      'Load the sample newsroom into the database that is set, its dates moved up to now: items and settings of the same names are written over.',
    )
    .action(() =>
      withDatabase(async ({ database }) => {
        const items = await loadSample(database.pool, new Date());
        process.stderr.write(`the sample newsroom is there: ${items} items\n`);
      }),
    );
}
