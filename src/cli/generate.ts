import { Command, InvalidArgumentError } from 'commander';
import { type GenerateListener, generateNewsroom } from '../generate/write.js';
import { createProgress } from './progress.js';
import { withDatabase } from './session.js';

const HOUR = 3_600_000;
const LINE_EVERY = 10_000;

interface GenerateFlags {
  readonly items: number;
  readonly seed: number;
  readonly until?: Date;
}

/** Makes the command `generate`. */
export function generateCommand(): Command {
  return new Command('generate')
    .description(
      'Write a made-up newsroom of any size into an empty database. The same --items, --seed and --until give the same newsroom.',
    )
    .option('--items <number>', 'how many items of content', readNumber(1, 10_000_000), 10_000)
    .option('--seed <number>', 'each seed gives a different newsroom', readNumber(0, 2 ** 31 - 1), 1)
    .option('--until <time>', 'when the newsroom ends, RFC 3339 (default: the beginning of this hour, UTC)', readTime)
    .action(({ items, seed, until = hourOf(new Date()) }: GenerateFlags) =>
      withDatabase(async ({ database, interruption }) => {
        const report = createReport(items);
        try {
          await generateNewsroom(database, { items, seed, until }, { ...report, interruption });
        } finally {
          report.finish();
        }
        process.stderr.write(`${items} items with seed ${seed} until ${until.toISOString()} are there\n`);
      }),
    );
}

function createReport(items: number): GenerateListener & { readonly finish: () => void } {
  const steps: string[] = [];
  let made = 0;
  const progress = createProgress('items', LINE_EVERY, () => {
    const cutOff = describeCutOff(steps, made, items);
    if (cutOff !== undefined) process.stderr.write(`${cutOff}\n`);
  });
  progress.show(0, items, 0);
  return {
    onProgress: (written) => {
      made = written;
      progress.show(written, items, written);
      progress.count(written);
    },
    onStepDone: (step, milliseconds) => {
      steps.push(step);
      progress.removeBar();
      process.stderr.write(`${step}: ${(milliseconds / 1000).toFixed(1)} s\n`);
    },
    finish: progress.finish,
  };
}

/** Describes what is left of an interrupted generation. Returns undefined if nothing had begun, or if everything was done. */
function describeCutOff(steps: readonly string[], made: number, items: number): string | undefined {
  if (steps.includes('vacuumed') || (steps.length === 0 && made === 0)) return undefined;
  return steps.includes('written')
    ? `cut off: all ${items} items are there; the gateway indexes them when it starts`
    : `cut off: ${made} of ${items} items were written, and none is kept`;
}

/** Returns the beginning of an hour: the default of `--until`. So commands within one hour give the same newsroom. */
function hourOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / HOUR) * HOUR);
}

function readNumber(least: number, most: number) {
  return (text: string): number => {
    const number = Number(text);
    if (Number.isInteger(number) && text.trim() !== '' && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** Reads a time. A date without a time means the beginning of that day in UTC. */
function readTime(text: string): Date {
  const time = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/i.test(text) && !Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError('It must be a date, or a time with a zone, such as 2026-01-01T00:00:00Z.');
}
