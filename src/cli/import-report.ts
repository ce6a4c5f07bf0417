import { MultiBar } from 'cli-progress';
import { encodeGlobalId } from '../graphql/global-id.js';
import type { ImportListener, ImportSummary, Place } from '../ingest/run.js';
import { typeNameOf } from '../item/content-kinds.js';
import type { ToUrl } from '../site/address.js';
import { onceAtExit, restoreTerminal } from './at-exit.js';

/** Where a bar is drawn: on a terminal only. */
const LINE_EVERY = 1000;

/**
 * Tells how an import goes: each article on standard output, and on standard error what was passed over, what failed and
 * a bar, or a line every thousand documents where there is no terminal. However the import ends, the counts up to there come
 * last, and the terminal is as it was.
 */
export function createImportReport(
  toUrl: ToUrl,
  summary: ImportSummary,
  isRehearsal: boolean,
): ImportListener & { readonly finish: () => void } {
  const bar = process.stderr.isTTY ? createBar() : undefined;
  let documents = 0;
  const count = () => {
    documents += 1;
    if (!bar && documents % LINE_EVERY === 0) process.stderr.write(`${documents} documents\n`);
  };
  const print = (line: string, stream: NodeJS.WriteStream = process.stderr) => {
    bar?.wipe();
    stream.write(`${line}\n`);
  };
  const tell = (word: string, where: Place, reason: string) => {
    count();
    print(`${word}: ${showPlace(where)}: ${reason}`);
  };
  return {
    onProgress: (done, total) => {
      bar?.show(done, total, documents);
    },
    onItem: ({ file }, { id, outcome, path, slug, type }) => {
      count();
      // The id that a rehearsal gives is none: the import will give another.
      const shown = isRehearsal && outcome === 'added' ? '-' : encodeGlobalId(typeNameOf(type), id);
      print([file, shown, slug, toUrl(path), ...(isRehearsal ? [outcome] : [])].join('\t'), process.stdout);
    },
    onSkipped: (where, reason) => tell('skipped', where, reason),
    onFailed: (where, reason) => tell('failed', where, reason),
    onDeadLinks: (sourceId, missing) =>
      print(`unlinked: ${sourceId}: it names what is not here: ${missing.join(', ')}`),
    finish: onceAtExit(() => {
      bar?.stop();
      restoreTerminal(process.stderr);
      process.stderr.write(`${isRehearsal ? 'dry run, nothing is stored: ' : ''}${describe(summary)}\n`);
    }),
  };
}

/** A bar on the last line: lines are written in its place, and it is drawn again below them. */
function createBar() {
  // A single bar goes back, when it is stopped, to where it was begun: over what was printed since.
  const bars = new MultiBar({
    stream: process.stderr,
    format: '{bar} {percentage}% {documents} documents',
    hideCursor: true,
    // A bar that stops at a signal is drawn again by the next document: what ends the command stops it.
    gracefulExit: false,
    clearOnComplete: true,
    forceRedraw: true,
  });
  const bar = bars.create(1, 0, { documents: 0 });
  return {
    wipe: () => process.stderr.write('\r\u001B[K'),
    show: (done: number, total: number, documents: number) => {
      bar.setTotal(total);
      bar.update(done, { documents });
    },
    stop: () => bars.stop(),
  };
}

function showPlace({ file, place }: Place): string {
  return place === undefined ? file : `${file}, ${place}`;
}

function describe(summary: ImportSummary): string {
  const { failed, records, skipped, ...articles } = summary;
  const parts = Object.entries(articles).map(([outcome, number]) => `${number} ${outcome}`);
  if (records > 0) parts.push(`${records} other records`);
  return `articles: ${[...parts, `${skipped} skipped`, `${failed} failed`].join(', ')}`;
}
