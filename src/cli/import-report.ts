import { encodeGlobalId } from '../graphql/global-id.js';
import type { ImportListener, ImportSummary, Place } from '../ingest/run.js';
import { typeNameOf } from '../item/kind-names.js';
import type { ToUrl } from '../site/address.js';
import { createProgress } from './progress.js';

const LINE_EVERY = 1000;

/** Reports an import: articles on standard output; faults, progress and the totals at the end on standard error. */
export function createImportReport(
  toUrl: ToUrl,
  summary: ImportSummary,
  isDryRun: boolean,
): ImportListener & { readonly finish: () => void } {
  let documents = 0;
  const progress = createProgress('documents', LINE_EVERY, () => {
    process.stderr.write(`${isDryRun ? 'dry run, nothing is stored: ' : ''}${describe(summary)}\n`);
  });
  const count = () => {
    documents += 1;
    progress.count(documents);
  };
  const report = (word: string, { file, place }: Place, reason: string) => {
    count();
    progress.print(`${word}: ${place === undefined ? file : `${file}, ${place}`}: ${reason}`);
  };
  return {
    onProgress: (done, total) => progress.show(done, total, documents),
    onItem: ({ file }, { id, outcome, path, slug, type }) => {
      count();
      // A dry run is rolled back, so an added item has no id yet.
      const shown = isDryRun && outcome === 'added' ? '-' : encodeGlobalId(typeNameOf(type), id);
      progress.print([file, shown, slug, toUrl(path), ...(isDryRun ? [outcome] : [])].join('\t'), process.stdout);
    },
    onSkipped: (where, reason) => report('skipped', where, reason),
    onFailed: (where, reason) => report('failed', where, reason),
    onDeadLinks: (sourceId, missing) =>
      progress.print(`unlinked: ${sourceId}: it names what is not here: ${missing.join(', ')}`),
    finish: progress.finish,
  };
}

function describe(summary: ImportSummary): string {
  const { failed, records, skipped, ...articles } = summary;
  const parts = Object.entries(articles).map(([outcome, number]) => `${number} ${outcome}`);
  if (records > 0) parts.push(`${records} other records`);
  return `articles: ${[...parts, `${skipped} skipped`, `${failed} failed`].join(', ')}`;
}
