import { measureArticlePage } from './article-page.js';
import { measureFanout } from './fanout.js';
import { measureImport } from './import.js';
import { measureNeighbours } from './neighbours.js';
import { measurePaging } from './paging.js';
import { measureSearch } from './search.js';
import { measureStart } from './start.js';

const BENCHMARKS: Record<string, (args: string[]) => Promise<void>> = {
  'article-page': measureArticlePage,
  fanout: measureFanout,
  import: measureImport,
  neighbours: measureNeighbours,
  paging: measurePaging,
  search: measureSearch,
  start: measureStart,
};

const [name = '', ...args] = process.argv.slice(2);
const run = BENCHMARKS[name];
if (run) {
  console.log(`npm run bench -- ${[name, ...args].join(' ')}\n`);
  await run(args).catch((error: unknown) => {
    // Usually a bad argument or a missing file: the message is enough, without a stack.
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
} else {
  console.error(`Which benchmark? npm run bench -- NAME, one of ${Object.keys(BENCHMARKS).join(', ')}`);
  process.exitCode = 1;
}
