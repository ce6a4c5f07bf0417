import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { aliases, chain, repeat } from '../support/attacks.js';
import { type Answer, useAttackedGateway } from './harmless-gateway.js';

const gateway = useAttackedGateway();
const { ask } = gateway;

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

const COUNT = 'contentItems(first: 1) { totalCount }';
const SEARCH = 'search(query: "government 00 or the or market or city", language: "*") { totalCount }';
let documents = 0;
const unique = () => {
  documents += 1;
  return documents;
};

/** Sends a large variable with sixty faults. Expects that the errors do not repeat its value. */
async function askFaulty(): Promise<Answer> {
  const unknown = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`x${index}`, 0]));
  const answer = await ask('query ($t: ContentFilter) { contentItems(filter: $t) { totalCount } }', {
    t: { ...unknown, y: repeat('\\', 60_000) },
  });
  expect(answer.bytes).toBeLessThan(20_000);
  return answer;
}

/** Requests a path that no client library would send. */
function openPage(target: string): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request(gateway.address(), { path: target }, (answer) => {
      answer.resume().on('end', () => done({ status: answer.statusCode ?? 0, codes: [] }));
    });
    asked.on('error', fail).end();
  });
}

const ATTACKS: readonly (readonly [name: string, code: string, run: () => Promise<Answer>])[] = [
  [
    'fields refused in a list of different items',
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
  ['one field 400 times', 'LIMIT_EXCEEDED', () => ask(`{ ${repeat('site { name } ', 400)} }`)],
  [
    'one field 150 times in a document that is not cached',
    '',
    () => ask(`{ ${repeat('site { name } ', 150)} } #${unique()}`),
  ],
  ['refused fields under 490 names', 'LIMIT_EXCEEDED', () => ask(list(`... on Article { ${aliases(490, 'edNote')} }`))],
  ['as many refused fields as are allowed', 'FORBIDDEN', () => ask(list(`... on Article { ${aliases(9, 'edNote')} }`))],
  [
    'counts of each of 100 tags ten times',
    'LIMIT_EXCEEDED',
    () => ask(`{ tags(first: 100) { nodes { ${aliases(10, COUNT)} } } }`),
  ],
  ['140 searches', 'LIMIT_EXCEEDED', () => ask(`{ ${aliases(140, SEARCH)} }`)],
  ['as many searches as are allowed', '', () => ask(`{ ${aliases(23, SEARCH)} }`)],
  ['as many counts as are allowed', '', () => ask(`{ ${aliases(125, COUNT)} }`)],
  ['a variable of 256 KB with sixty faults', 'BAD_USER_INPUT', () => askFaulty()],
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
    'ten requests with 250 tags in allOf',
    'BAD_USER_INPUT',
    () => atOnce(10, () => filter('tags: { allOf: $slugs }', 250)),
  ],
  ['ten requests with 20 tags in allOf, the limit', '', () => atOnce(10, () => filter('tags: { allOf: $slugs }', 20))],
  ['20,000 sections in a filter', 'BAD_USER_INPUT', () => filter('sections: $slugs', 20_000)],
  ['an invalid address', '', () => openPage('//[?preview=1')],
  ['forty documents of 190 KB', '', () => inTurn(40, (index) => ask(long(index)))],
];

/** Runs an attack several times at once. Returns the codes of the last answer. The other answers have equal codes. */
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
  it.each(ATTACKS)('takes no harm from %s', (_name, code, run) => gateway.harmless(code, run), 120_000);
});
