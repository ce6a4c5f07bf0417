import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aliases, chain, repeat } from '../support/attacks.js';
import { ADDRESS, type StartedProcess, startProgram, useBuild, useDataDirs } from '../support/process.js';

/** How long another client may wait while an attack goes on. */
const NEIGHBOUR_MS = 300;
/** A machine that is busy with other things delays everybody: the best of so many tries counts. */
const TRIES = 5;
/** How much memory may be kept after an attack has been repeated. */
const KEPT_BYTES = 96 * 1024 * 1024;

useBuild();
const dirs = useDataDirs();
let gateway: StartedProcess;
let address = '';

beforeAll(async () => {
  gateway = startProgram(process.execPath, ['--max-old-space-size=1024', 'dist/main.js'], {
    ...{ DATA_DIR: await dirs.create(), PORT: '0', LOG_LEVEL: 'info', DRAIN_SECONDS: '0' },
  });
  address = await gateway.sees(ADDRESS);
  for (let round = 0; round < 20; round += 1) await ask('{ contentItems(first: 50) { nodes { headline } } }');
});
afterAll(async () => {
  gateway.child.kill('SIGTERM');
  await gateway.ended;
});

interface Answer {
  readonly status: number;
  readonly codes: readonly string[];
}

async function post(body: string): Promise<Answer> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { errors = [] }: { errors?: { extensions: { code: string } }[] } = JSON.parse(await response.text());
  return { status: response.status, codes: [...new Set(errors.map(({ extensions }) => extensions.code))] };
}

const ask = (query: string, variables: object = {}) => post(JSON.stringify({ query, variables }));

/** Runs an attack, and asks a small thing again and again meanwhile; the longest that it took is the second result. */
async function attack<Result>(run: () => Promise<Result>): Promise<[Result, number]> {
  let isOver = false;
  let longest = 0;
  const neighbour = (async () => {
    while (!isOver) {
      const start = performance.now();
      await ask('{ site { name } }');
      longest = Math.max(longest, performance.now() - start);
    }
  })();
  const result = await run().finally(() => {
    isOver = true;
  });
  await neighbour;
  return [result, longest];
}

async function memory(): Promise<number> {
  const [, pages = '0'] = (await readFile(`/proc/${gateway.child.pid}/statm`, 'utf8')).split(' ');
  return Number(pages) * 4096;
}

const keyEvents = (levels: number): string =>
  levels === 0 ? 'id' : `keyEvents { liveBlog { ${keyEvents(levels - 1)} } }`;
const list = (selection: string) => `{ contentItems(first: 100) { nodes { ${selection} } } }`;
const long = (index: number) => `{ ${aliases(600, '__typename')} } #${index} ${repeat('x', 190_000)}`;

const slashes = (length: number) => `/a${repeat('/', length - 3)}b`;
const fragment = (name: string, count: number) =>
  `fragment ${name} on ContentItem { ${aliases(count, 'url').replaceAll('a', name)} }`;
const filter = (condition: string, count: number) =>
  ask(`query ($slugs: [String!]) { contentItems(filter: { ${condition} }) { totalCount } }`, {
    slugs: Array.from({ length: count }, (_, index) => `slug-${index}`),
  });

/** A path that no client library would send. */
function openPage(target: string): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request(address, { path: target }, (answer) => {
      answer.resume().on('end', () => done({ status: answer.statusCode ?? 0, codes: [] }));
    });
    asked.on('error', fail).end();
  });
}

const ATTACKS: readonly (readonly [name: string, code: string, run: () => Promise<Answer>])[] = [
  [
    'fields refused in a list of unlike items',
    'FORBIDDEN',
    () => ask(list('series { title } revisions { nodes { version } }')),
  ],
  ['lists within lists without `first`', 'LIMIT_EXCEEDED', () => ask(list(`... on LiveBlog { ${keyEvents(6)} }`))],
  ['a field under 600 names', 'LIMIT_EXCEEDED', () => ask(list(aliases(600, 'url')))],
  ['as many fields as are allowed', '', () => ask(list(aliases(330, 'headline')))],
  ['4,200 names', 'LIMIT_EXCEEDED', () => ask(list(aliases(4200, 'headline')))],
  ['the schema under 200 names', 'LIMIT_EXCEEDED', () => ask(`{ ${aliases(200, '__schema { types { name } }')} }`)],
  ['selections 4,000 deep', 'LIMIT_EXCEEDED', () => ask(`${repeat('{ site ', 4000)} { name } ${repeat('}', 4000)}`)],
  ['values 4,000 deep', 'LIMIT_EXCEEDED', () => ask(`{ nodes(ids: ${repeat('[', 4000)}${repeat(']', 4000)}) { id } }`)],
  ['3,000 fragments in a chain', 'LIMIT_EXCEEDED', () => ask(chain(3000))],
  ['one field 600 times', '', () => ask(`{ ${repeat('site { name } ', 400)} }`)],
  [
    'two fragments with 1,000 names',
    'LIMIT_EXCEEDED',
    () => ask(`${list('...A ...B')} ${['A', 'B'].map((name) => fragment(name, 1000)).join(' ')}`),
  ],
  [
    'a path of 250,000 characters',
    'BAD_USER_INPUT',
    () => ask(`{ content(by: { path: "${slashes(250_000)}" }) { id } }`),
  ],
  [
    'sixty paths of 4,000 characters',
    'BAD_USER_INPUT',
    () => ask(`{ ${aliases(60, `content(by: { path: "${slashes(4000)}" }) { id }`)} }`),
  ],
  [
    'sixty paths as long as is allowed',
    '',
    () => ask(`{ ${aliases(60, `content(by: { path: "${slashes(2000)}" }) { id }`)} }`),
  ],
  [
    'ten times 250 tags that an item shall have all',
    'BAD_USER_INPUT',
    () => atOnce(10, () => filter('tags: { allOf: $slugs }', 250)),
  ],
  ['ten times as many such tags as are allowed', '', () => atOnce(10, () => filter('tags: { allOf: $slugs }', 20))],
  ['20,000 sections in a filter', 'BAD_USER_INPUT', () => filter('sections: $slugs', 20_000)],
  ['an address that is none', '', () => openPage('//[?preview=1')],
  ['documents of 190 KB, forty of them', '', () => inTurn(40, (index) => ask(long(index)))],
];

/** What is told of the last of them counts: they are alike. */
async function atOnce(count: number, run: () => Promise<Answer>): Promise<Answer> {
  const answers = await Promise.all(Array.from({ length: count }, run));
  return { status: Math.max(...answers.map(({ status }) => status)), codes: answers.at(-1)?.codes ?? [] };
}

async function inTurn(count: number, run: (index: number) => Promise<Answer>): Promise<Answer> {
  let last: Answer = { status: 0, codes: [] };
  for (let index = 0; index < count; index += 1) last = await run(index);
  return last;
}

describe('a gateway with a heap of 1 GB', () => {
  it.each(ATTACKS)(
    'takes no harm from %s',
    async (_name, code, run) => {
      await run();
      const before = await memory();
      const longest: number[] = [];
      for (let tries = 0; tries < TRIES; tries += 1) {
        const [answer, neighbour] = await attack(run);
        expect(answer.codes).toEqual(code === '' ? [] : [code]);
        expect(answer.status).toBeLessThan(500);
        longest.push(neighbour);
        if (neighbour < NEIGHBOUR_MS) break;
      }
      expect(Math.min(...longest)).toBeLessThan(NEIGHBOUR_MS);
      expect((await memory()) - before).toBeLessThan(KEPT_BYTES);
      expect((await fetch(`${address}/ready`)).status).toBe(200);
      expect(gateway.child.exitCode).toBeNull();
    },
    120_000,
  );
});
