import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { parse, print, visit } from 'graphql';
import { ROOT, runCommand, startGatewayProcess } from './gateway-process.js';
import { askGraphQL } from './load.js';
import { medianOf, printTable } from './table.js';

const PAGE_SIZE = 20;
/** The number of items in each request on the way to the deep page. */
const STRIDE = 100;
/** The number of runs before the measured runs. */
const WARM_UP = 10;

interface Connection {
  readonly pageInfo: Record<'startCursor' | 'endCursor', string | null>;
  readonly edges: readonly unknown[];
}
type Ask = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<Connection>;

/** A list that is read from its beginning, or from its end if it is `backward`. */
interface List {
  readonly name: string;
  readonly query: string;
  /** A smaller query, for the requests on the way to the deep page. */
  readonly walk?: string;
  readonly backward?: true;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * `paging [--items 100000] [--page 1000] [--runs 60]` compares page 1 of the operation `Latest` with a deep page, on generated
 * content. Each run asks for both pages of every list in turn, so that other work of the machine slows all of them alike.
 */
export async function measurePaging(args: string[]): Promise<void> {
  const option = (value: string) => ({ type: 'string', default: value }) as const;
  const options = { items: option('100000'), page: option('1000'), runs: option('60'), seed: option('1') };
  const { values } = parseArgs({ args, options });
  const dataDir = await mkdtemp(join(tmpdir(), 'dateline-paging-'));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    await runCommand(['generate', '--items', values.items, '--seed', values.seed], dataDir);
    const gateway = await startGatewayProcess(['node', 'dist/main.js'], { cwd: ROOT, dataDir });
    try {
      const ask: Ask = (query, variables) => askList(agent, `${gateway.address}/graphql`, query, variables);
      await measureLists(ask, await listLists(), Number(values.page), Number(values.runs));
    } finally {
      agent.destroy();
      await gateway.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function listLists(): Promise<List[]> {
  const query = await readFile(new URL('../examples/operations/Latest.graphql', import.meta.url), 'utf8');
  const plain = print(
    visit(parse(query), { Field: ({ name }) => (['totalCount', 'facets'].includes(name.value) ? null : undefined) }),
  );
  const fromEnd = plain
    .replace('$first: Int = 20, $after: String', '$last: Int, $before: String')
    .replace('first: $first, after: $after', 'last: $last, before: $before');
  const list = (name: string, orderBy: string, filter = {}) => ({ name, query: plain, variables: { orderBy, filter } });
  const newest = { orderBy: 'PUBLISHED_AT_DESC', filter: {} };
  return [
    list('newest first', 'PUBLISHED_AT_DESC'),
    { name: 'newest first, with counts and facets (Latest as written)', query, walk: plain, variables: newest },
    { name: 'newest first, backward from the end', query: fromEnd, backward: true, variables: newest },
    list('newest first, every language', 'PUBLISHED_AT_DESC', { language: '*' }),
    list('newest first, a section with those below it', 'PUBLISHED_AT_DESC', { sections: ['news'] }),
    list('oldest first', 'PUBLISHED_AT_ASC'),
    list('newest update first', 'UPDATED_AT_DESC'),
    list('oldest update first', 'UPDATED_AT_ASC'),
    list('most read first', 'MOST_READ'),
  ];
}

async function measureLists(ask: Ask, lists: readonly List[], page: number, runs: number): Promise<void> {
  const measured = [];
  for (const list of lists) {
    const cursor = await walk(ask, list, (page - 1) * PAGE_SIZE);
    measured.push({ list, cursor, first: [] as number[], deep: [] as number[] });
  }
  for (let run = -WARM_UP; run < runs; run += 1) {
    for (const { cursor, deep, first, list } of measured) {
      const times = [await timePage(ask, list, null), await timePage(ask, list, cursor)] as const;
      if (run < 0) continue;
      first.push(times[0]);
      deep.push(times[1]);
    }
  }
  printTable(
    measured.map(({ deep, first, list }) => ({
      list: list.name,
      'page 1, ms': medianOf(first),
      [`page ${page}, ms`]: medianOf(deep),
      [`page ${page} / page 1`]: medianOf(deep) / medianOf(first),
    })),
  );
  console.log(`Medians of ${runs} runs, ${PAGE_SIZE} a page, one request at a time.`);
}

/** Walks over a number of items from the beginning of a list, and returns the cursor of the last of these items. */
async function walk(ask: Ask, list: List, items: number): Promise<string> {
  let cursor: string | null = null;
  for (let left = items; left > 0; left -= STRIDE) {
    const size = Math.min(left, STRIDE);
    const { edges, pageInfo } = await ask(list.walk ?? list.query, {
      ...list.variables,
      ...placeOf(list, size, cursor),
    });
    cursor = list.backward ? pageInfo.startCursor : pageInfo.endCursor;
    if (edges.length < size) throw new Error(`${list.name}: the list is too short for --page: generate more --items`);
  }
  if (cursor === null) throw new Error('--page must be 2 or more');
  return cursor;
}

function placeOf({ backward }: List, size: number, cursor: string | null) {
  return backward ? { last: size, before: cursor } : { first: size, after: cursor };
}

async function timePage(ask: Ask, list: List, cursor: string | null): Promise<number> {
  const begun = performance.now();
  const { edges } = await ask(list.query, { ...list.variables, ...placeOf(list, PAGE_SIZE, cursor) });
  const took = performance.now() - begun;
  if (edges.length !== PAGE_SIZE) throw new Error(`${list.name}: a page of ${edges.length} items`);
  return took;
}

async function askList(agent: Agent, url: string, query: string, variables: object): Promise<Connection> {
  const text = await askGraphQL(agent, url, query, variables);
  const { data, errors }: { data?: { contentItems: Connection }; errors?: unknown } = JSON.parse(text);
  if (!data || errors) throw new Error(`not a page: ${text.slice(0, 500)}`);
  return data.contentItems;
}
