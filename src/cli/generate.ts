import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type GenerateListener, generateNewsroom } from '../generate/write.js';
import { onceAtExit, restoreTerminal } from './at-exit.js';
import { withDatabase } from './session.js';

const HOUR = 3_600_000;
/** How often it is told how far it is where there is no terminal. */
const LINE_EVERY = 10_000;

interface GenerateFlags {
  readonly items: number;
  readonly seed: number;
  readonly until?: Date;
}

/** `generate` */
export function generateCommand(): Command {
  return new Command('generate')
    .description(
      'Write a made-up newsroom of any size into an empty database: the same for the same seed, size and end.',
    )
    .addOption(
      new Option('--items <number>', 'how many items of content').argParser(readNumber(1, 10_000_000)).default(10_000),
    )
    .addOption(
      new Option('--seed <number>', 'another seed, another newsroom').argParser(readNumber(0, 2 ** 31 - 1)).default(1),
    )
    .addOption(
      new Option('--until <time>', 'when it ends, RFC 3339 (default: the hour that has begun, UTC)').argParser(
        readTime,
      ),
    )
    .action(({ items, seed, until = hourOf(new Date()) }: GenerateFlags) =>
      withDatabase(async ({ database, interruption }) => {
        const { listener, finish } = createReport(items);
        try {
          await generateNewsroom(database, { items, seed, until }, { ...listener, interruption });
        } finally {
          finish();
        }
        process.stderr.write(`${items} items with seed ${seed} until ${until.toISOString()} are there\n`);
      }),
    );
}

/** A bar on a terminal, otherwise lines; and how long each step took. */
function createReport(items: number): { readonly listener: GenerateListener; readonly finish: () => void } {
  const bar = process.stderr.isTTY ? createBar() : undefined;
  bar?.start(items, 0);
  const steps: string[] = [];
  let made = 0;
  return {
    listener: {
      onProgress: (written) => {
        made = written;
        if (bar) bar.update(written);
        else if (written > 0 && written % LINE_EVERY === 0) process.stderr.write(`${written} items\n`);
      },
      onStep: (step, milliseconds) => {
        steps.push(step);
        bar?.stop();
        process.stderr.write(`${step}: ${(milliseconds / 1000).toFixed(1)} s\n`);
      },
    },
    finish: onceAtExit(() => {
      bar?.stop();
      restoreTerminal(process.stderr);
      const cutOff = describeCutOff(steps, made, items);
      if (cutOff !== undefined) process.stderr.write(`${cutOff}\n`);
    }),
  };
}

function createBar(): SingleBar {
  const format = '{bar} {percentage}% {value} items';
  return new SingleBar({
    stream: process.stderr,
    format,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
  });
}

/** What there is of a newsroom that was cut off: undefined where nothing was begun, or nothing is left to do. */
function describeCutOff(steps: readonly string[], made: number, items: number): string | undefined {
  if (steps.includes('vacuumed') || (steps.length === 0 && made === 0)) return undefined;
  return steps.includes('written')
    ? `cut off: all ${items} items are there; the gateway indexes them when it starts`
    : `cut off: ${made} of ${items} items were written, and none is kept`;
}

/** A newsroom that ends now has something in the last hour, and is the same for an hour. */
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

/** A date alone is its beginning, UTC. */
function readTime(text: string): Date {
  const time = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/i.test(text) && !Number.isNaN(time.getTime())) return time;
  throw new InvalidArgumentError('It must be a date, or a time with a zone, such as 2026-01-01T00:00:00Z.');
}
