import { access, mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import MiniSearch from 'minisearch';
import pg from 'pg';
import { openEmbedded } from '../src/db/embedded/server.js';
import { ROOT, runCommand, startGatewayProcess } from './gateway-process.js';
import { chooseKnownItems, type KnownItem, type NewsItem } from './known-items.js';
import { askGraphQL } from './load.js';
import { measureCommonWord } from './search-common.js';
import { medianOf, printTable } from './table.js';

/** The number of results that are looked at. An article counts as found if it is among these first results. */
const DEPTH = 10;

/**
 * `search [PATH] [--news 10000] [--articles 500] [--seed 1] [--items 100000] [--runs 100]` compares the gateway's search with
 * MiniSearch. Both look for articles by the three rarest words of their headlines: as they are, and with a typing error in the
 * longest word. The articles are those of a JSON Lines file, or `--news` generated items. After that, it compares a search for
 * a common word with a query for one article by its slug, on `--items` generated items. `--items 0` leaves this part out.
 */
export async function measureSearch(args: string[]): Promise<void> {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const sizes = { news: option('10000'), articles: option('500'), items: option('100000'), runs: option('100') };
  const { positionals, values } = parseArgs({ args, options: { ...sizes, seed: option('1') }, allowPositionals: true });
  const [path] = positionals;
  if (path !== undefined) {
    await access(path).catch(() => {
      throw new Error(
        `the file ${path} does not exist. Give the path of a JSON Lines file of articles, or no path for generated articles: npm run bench -- search [PATH]`,
      );
    });
  }
  const news =
    path === undefined ? ['generate', '--items', values.news, '--seed', values.seed] : ['import', 'jsonl', path];
  await withNewsroom(news, async (url, items) => {
    const known = chooseKnownItems(items, Number(values.articles), Number(values.seed));
    await measureKnownItems(url, items, known);
  });
  if (Number(values.items) === 0) return;
  await withNewsroom(['generate', '--items', values.items, '--seed', values.seed], (url, items) =>
    measureCommonWord(url, items, Number(values.runs)),
  );
}

/**
 * Fills a new database by a command, and runs a gateway on the database while `measure` runs. Deletes the database
 * afterwards.
 */
async function withNewsroom(
  command: readonly string[],
  measure: (url: string, items: readonly NewsItem[]) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-search-'));
  try {
    await runCommand(command, dataDir);
    const gateway = await startGatewayProcess(['node', 'dist/main.js'], { cwd: ROOT, dataDir });
    try {
      await measure(`${gateway.address}/graphql`, await readItems(dataDir));
    } finally {
      await gateway.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function readItems(dataDir: string): Promise<NewsItem[]> {
  const { connectionString, release } = await openEmbedded(dataDir);
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<NewsItem>(
    `select id::int, slug, headline, coalesce(standfirst, '') as standfirst from content_items
      where language = 'en' and type = 'ARTICLE' and state = 'RELEASED' and visible_from < now()
        and (expires_at is null or expires_at > now() + interval '1 hour') order by id`,
  );
  await client.end();
  await release();
  return rows;
}

type Find = (query: string) => Promise<readonly string[]>;

async function measureKnownItems(url: string, items: readonly NewsItem[], known: readonly KnownItem[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const index = new MiniSearch<NewsItem>({ fields: ['headline', 'standfirst'], idField: 'slug' });
  index.addAll(items);
  // Of the options that were tried, these give the highest MRR. MiniSearch finds an article that has only one of the
  // words, and a word may be spelled a little differently.
  const searchOptions = { boost: { headline: 2 }, fuzzy: 0.3 };
  const inMemory: Find = async (query) => index.search(query, searchOptions).map((hit) => String(hit.id));
  const ways: [string, Find][] = [
    ['search', (query) => findByField(agent, url, query)],
    ['MiniSearch, fuzzy, in memory', inMemory],
  ];
  const rows = [];
  for (const [way, find] of ways) {
    for (const kind of ['exact', 'typo'] as const) rows.push(await measureWay(way, kind, find, known));
  }
  agent.destroy();
  printTable(rows);
  console.log(
    `MRR: the mean reciprocal rank of ${known.length} articles, chosen at random from ${items.length}. An article that is not among the first ${DEPTH} results counts as 0. The times of \`search\` are times of whole HTTP requests.\n`,
  );
}

async function measureWay(way: string, kind: 'exact' | 'typo', find: Find, known: readonly KnownItem[]) {
  const times: number[] = [];
  let sum = 0;
  let missed = 0;
  for (const item of known) {
    const begun = performance.now();
    const found = await find(item[kind]);
    times.push(performance.now() - begun);
    const place = found.slice(0, DEPTH).indexOf(item.slug);
    if (place < 0) missed += 1;
    else sum += 1 / (place + 1);
  }
  const row = { by: way, query: kind === 'exact' ? 'as it is' : 'with a typing error in the longest word' };
  return { ...row, MRR: sum / known.length, 'not found': missed, 'median, ms': medianOf(times) };
}

const QUERY = `query ($query: String!) { search(query: $query, first: ${DEPTH}) { nodes { slug } } }`;

async function findByField(agent: Agent, url: string, query: string): Promise<string[]> {
  const text = await askGraphQL(agent, url, QUERY, { query });
  const { data }: { data?: { search: { nodes: { slug: string }[] } } } = JSON.parse(text);
  if (!data) throw new Error(`not an answer to a search: ${text.slice(0, 500)}`);
  return data.search.nodes.map(({ slug }) => slug);
}
