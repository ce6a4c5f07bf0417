import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { isTimeZone } from '../config.js';
import { importFormats } from '../ingest/formats.js';
import { parseFieldMap } from '../ingest/jsonl/map.js';
import { type ImportSummary, runImport, startSummary } from '../ingest/run.js';
import { openWriter } from '../ingest/store/writer.js';
import { createToUrl } from '../site/address.js';
import { loadSite } from '../site/loaders.js';
import { createImportReport } from './import-report.js';
import { readArgument, withDatabase } from './session.js';

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
    .addOption(new Option('--language <tag>', 'language of documents that name none (BCP 47)').argParser(readLanguage))
    .addOption(
      new Option('--time-zone <zone>', "IANA zone of times without one (default: the site's)").argParser(readTimeZone),
    )
    .addOption(
      new Option('--map <pairs>', 'jsonl: the names of fields, such as headline=title,standfirst=summary').argParser(
        readMap,
      ),
    )
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
    const site = {
      siteLanguage: settings.language,
      editions: new Set(editions.map((edition) => edition.language)),
    };
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
