import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { NewsItem } from './known-items.js';
import { medianOf, printTable } from './table.js';

/** The number of runs before the measured runs. */
const WARM_UP = 10;
const ARTICLE = 'query ($slug: String!) { article(by: { slug: $slug }) { id headline url publishedAt } }';

/** Compares a search for a common word with a query for one article by its slug. Requests are sent in turn, one at a time. */
export async function measureCommonWord(url: string, items: readonly NewsItem[], runs: number): Promise<void> {
  const query = await readFile(new URL('../examples/operations/Search.graphql', import.meta.url), 'utf8');
  const [word, holders] = await findCommonWord(url, items);
  const lookups: number[] = [];
  const searches: number[] = [];
  for (let run = -WARM_UP; run < runs; run += 1) {
    const slug = items[(run * 7919 + items.length * WARM_UP) % items.length]?.slug;
    const times = [
      await timePost(url, { query: ARTICLE, variables: { slug } }),
      await timePost(url, { query, variables: { query: word } }),
    ] as const;
    if (run < 0) continue;
    lookups.push(times[0]);
    searches.push(times[1]);
  }
  const [lookup, search] = [medianOf(lookups), medianOf(searches)];
  printTable([
    { operation: 'article by slug', 'p50, ms': lookup, 'times as long': 1 },
    { operation: `Search "${word}", with counts and facets`, 'p50, ms': search, 'times as long': search / lookup },
  ]);
  console.log(`"${word}" is in ${holders} of ${items.length} items. Medians of ${runs} runs.`);
}

/**
 * Finds the most common word that has at least five letters and that the search does not ignore. Returns it with its number
 * of items.
 */
async function findCommonWord(url: string, items: readonly NewsItem[]): Promise<[string, number]> {
  const holders = new Map<string, number>();
  for (const { headline, standfirst } of items) {
    for (const word of new Set(`${headline} ${standfirst}`.toLowerCase().match(/\p{L}{5,}/gu))) {
      holders.set(word, (holders.get(word) ?? 0) + 1);
    }
  }
  for (const [word, count] of [...holders].sort((a, b) => b[1] - a[1])) {
    const query = 'query ($query: String!) { search(query: $query, first: 1) { nodes { id } } }';
    if ((await post(url, { query, variables: { query: word } })).includes('"id"')) return [word, count];
  }
  throw new Error('a search finds no word');
}

async function timePost(url: string, body: object): Promise<number> {
  const begun = performance.now();
  await post(url, body);
  return performance.now() - begun;
}

async function post(url: string, body: object): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok || answer.includes('"errors"')) throw new Error(`not an answer: ${answer.slice(0, 500)}`);
  return answer;
}
