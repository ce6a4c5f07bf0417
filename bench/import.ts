import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { runCommand } from './gateway-process.js';
import { printTable } from './table.js';

const WORDS =
  'harbour tide council bridge ferry market school rail coast wind island vote river festival museum port'.split(' ');

/** `import [--items 10000]` imports a JSON Lines file of short articles into an empty database, and then imports it again. */
export async function measureImport(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { items: { type: 'string', default: '10000' } } });
  const items = Number(values.items);
  const folder = await mkdtemp(join(tmpdir(), 'dateline-import-'));
  try {
    const file = join(folder, 'news.jsonl');
    await writeFile(file, Array.from({ length: items }, (_, index) => `${JSON.stringify(makeLine(index))}\n`).join(''));
    const row = async (time: string) => {
      const seconds = await timeImport(file, join(folder, 'data'));
      return { import: time, documents: items, seconds, 'documents a second': Math.round(items / seconds) };
    };
    printTable([await row('first, into an empty database'), await row('again, nothing changed')]);
    console.log('Seconds are the time of the whole command, with the start and the stop of the embedded database.');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeImport(file: string, dataDir: string): Promise<number> {
  const begun = performance.now();
  await runCommand(['import', 'jsonl', file], dataDir);
  return (performance.now() - begun) / 1000;
}

/** Makes a line of a news archive with 29 sections, 208 authors, headlines of ten words and summaries of eighteen. */
function makeLine(index: number) {
  const day = new Date(Date.UTC(2018, 0, 1) + Math.floor(index / 6) * 86_400_000);
  return {
    link: `https://archive.example.org/${day.getUTCFullYear()}/story-${index}`,
    headline: `${pickWords(index, 9)} ${index}`,
    category: `Section ${(index * 7) % 29}`,
    short_description: `${pickWords(index + 5, 18)}.`,
    authors: `${pickName(index)} ${pickName(index + 3)}`,
    date: day.toISOString().slice(0, 10),
  };
}

function pickWords(seed: number, count: number): string {
  return Array.from(
    { length: count },
    (_, place) => WORDS[(seed * 31 + place * place * 7 + place) % WORDS.length],
  ).join(' ');
}

function pickName(seed: number): string {
  const [first = '', second = ''] = [WORDS[seed % 13], WORDS[Math.floor(seed / 13) % 16]];
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}${second}`;
}
