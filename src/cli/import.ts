import { Argument, Command, InvalidArgumentError } from 'commander';
import { isTimeZone } from '../config.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { importFormats } from '../ingest/formats.js';
import { parseFieldMap } from '../ingest/jsonl/map.js';
import { type ImportListener, type ImportSummary, type Place, runImport, startSummary } from '../ingest/run.js';
import { openWriter } from '../ingest/store/writer.js';
import { typeNameOf } from '../item/kind-names.js';
import { createToUrl, type ToUrl } from '../site/address.js';
import { loadSite } from '../site/loaders.js';
import { createProgress } from './progress.js';
import { readArgument, withDatabase } from './session.js';

const LINE_EVERY = 1000;

interface ImportFlags {
  readonly draft?: true;
  readonly dryRun?: true;
  readonly language?: string;
  readonly timeZone?: string;
  readonly map?: ReturnType<typeof parseFieldMap>;
}

/** Makes the command `import FORMAT PATH…`. */
export function importCommand(): Command {
  return new Command('import')
    .description('Publish the articles of files. Prints FILE, id, slug and url of each article, separated by tabs.')
    .addArgument(new Argument('<format>', 'what the files are').choices([...importFormats.keys()]))
    .argument('<path...>', 'files, or folders with files')
    .option('--draft', 'store as drafts, publish nothing')
    .option('--dry-run', 'store nothing, and print what would be done: each line ends in added, updated or unchanged')
    .option('--language <tag>', 'language of documents that name none (BCP 47)', readLanguage)
    .option('--time-zone <zone>', "IANA zone of times without one (default: the site's)", readTimeZone)
    .option('--map <pairs>', 'jsonl: the names of fields, such as headline=title,standfirst=summary', readMap)
    .addHelpText(
      'after',
      `\nFormats:\n${[...importFormats].map(([name, { description }]) => `  ${name.padEnd(8)} ${description}`).join('\n')}`,
    )
    .action(async (format: string, paths: string[], flags: ImportFlags, command: Command) => {
      if (flags.map !== undefined && format !== 'jsonl') command.error('error: --map is for jsonl');
      const summary = await importFiles(format, paths, flags);
      if (summary.failed > 0) process.exitCode = 1;
    });
}

function importFiles(name: string, paths: readonly string[], flags: ImportFlags): Promise<ImportSummary> {
  return withDatabase(async ({ config, database, interruption }) => {
    const { editions, settings } = await loadSite(database.db, new Date(), config.siteDefaults);
    const format = await importFormats.get(name)?.load(flags.map);
    if (!format) throw new Error(`there is no format ${name}`);
    const language = flags.language ?? settings.language;
    const isDryRun = flags.dryRun === true;
    const site = { siteLanguage: settings.language, editions: new Set(editions.map((edition) => edition.language)) };
    const writer = await openWriter(database.pool, { ...site, language, now: new Date() }, isDryRun);
    const summary = startSummary();
    const report = createImportReport(createToUrl(config.publicUrl), summary, isDryRun);
    const options = { language, timeZone: flags.timeZone ?? settings.timeZone };
    try {
      const run = { format, options, writer, listener: report, interruption, asDraft: flags.draft === true };
      return await runImport(paths, run, summary);
    } finally {
      report.finish();
      writer.close();
    }
  });
}

/** Reports an import: articles on standard output; faults, progress and the totals at the end on standard error. */
function createImportReport(
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
    onSetAside: ({ path, reason }) => progress.print(`not indexed: ${path}: ${reason}`),
    finish: progress.finish,
  };
}

function describe(summary: ImportSummary): string {
  const { failed, records, skipped, ...articles } = summary;
  const parts = Object.entries(articles).map(([outcome, number]) => `${number} ${outcome}`);
  if (records > 0) parts.push(`${records} other records`);
  return `articles: ${[...parts, `${skipped} skipped`, `${failed} failed`].join(', ')}`;
}

function readLanguage(tag: string): string {
  return readArgument(() => new Intl.Locale(tag).toString(), 'It must be a BCP 47 tag, such as en or pt-BR.');
}

function readTimeZone(name: string): string {
  if (isTimeZone(name)) return name;
  throw new InvalidArgumentError('It must be an IANA time zone, such as UTC or Europe/Madrid.');
}

function readMap(pairs: string): ReturnType<typeof parseFieldMap> {
  return readArgument(() => parseFieldMap(pairs));
}
