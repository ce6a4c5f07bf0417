import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  const { article, record } = make();
  for (const language of ['en', 'es', 'ar']) await record({ record: 'edition', language, name: language });
  const tags: [string, string, 'PLACE' | 'PERSON' | 'SUBJECT', string, string[]][] = [
    ['en', 'turkiye', 'PLACE', 'Türkiye', ['Turkey', 'Turkish Republic', 'old-slug-of-turkiye']],
    ['en', 'sao-tome', 'PLACE', 'São Tomé', []],
    ['en', 'turner', 'PERSON', "Ann O'Turner", []],
    ['en', 'turbines', 'SUBJECT', 'Wind turbines', []],
    ['en', 'climate', 'SUBJECT', 'climate (turning point)', []],
    ['en', 'percent', 'SUBJECT', '100% Wool_and\\Silk', []],
    ['es', 'turquia', 'PLACE', 'Turquía', []],
    ['ar', 'تركيا', 'PLACE', 'تركيا', ['ترکیا']],
  ];
  for (const [language, slug, kind, name, aliases] of tags)
    await record({ record: 'tag', language, slug, name, kind, aliases, description: `About ${name}` });
  const use = (headline: string, slugs: string[], other = {}) =>
    article({ headline, tags: slugs.map((slug) => ({ name: slug, slug })), ...other });
  await use('One', ['turkiye', 'turbines']);
  await use('Two', ['turkiye', 'turbines', 'turner'], { publishedAt: hoursAgo(2) });
  await use('Three', ['turkiye', 'turner', 'climate'], { publishedAt: hoursAgo(3) });
  await use('Four', ['turkiye', 'turner'], { publishedAt: hoursAgo(4) });
  for (const status of ['DRAFT', 'WITHDRAWN'] as const)
    await use(`Hidden ${status}`, ['turkiye', 'percent'], { status });
});

interface Tag {
  readonly slug: string;
  readonly language: string;
}

async function find(args: string): Promise<string[]> {
  const { data, errors } = await gateway().ask<{ tags: { nodes: Tag[] } }>(
    `{ tags(${args}) { nodes { slug language } } }`,
  );
  expect(errors, args).toBeUndefined();
  return data.tags.nodes.map((tag) => tag.slug);
}
const beginning = (text: string) => find(`first: 50, query: ${JSON.stringify(text)}`);

describe('tags', () => {
  it('are listed by name, in one language or in all languages', async () => {
    const english = await find('first: 50');
    expect([...english].sort()).toEqual(['climate', 'percent', 'sao-tome', 'turbines', 'turkiye', 'turner']);
    expect(await find('language: "es-MX"')).toEqual(['turquia']);
    expect(await find('language: "ar"')).toEqual(['تركيا']);
    expect((await find('first: 50, language: "*"')).sort()).toEqual([...english, 'turquia', 'تركيا'].sort());
  });

  it('can be filtered by kind', async () => {
    expect(await find('kind: PERSON')).toEqual(['turner']);
    expect((await find('kind: PLACE')).sort()).toEqual(['sao-tome', 'turkiye']);
    expect(await find('kind: PLACE, query: "tur"')).toEqual(['turkiye']);
  });

  it.each([
    ['tur', ['climate', 'turbines', 'turkiye', 'turner']],
    ['TÜRK', ['turkiye']],
    ['turkey', ['turkiye']],
    ['turkish r', ['turkiye']],
    ['republic', ['turkiye']],
    ['old-slug', ['turkiye']],
    ['sao t', ['sao-tome']],
    ['São Tomé', ['sao-tome']],
    ['tome', ['sao-tome']],
    ["o'tur", ['turner']],
    ['100%', ['percent']],
    ['wool', ['percent']],
    ['wool_and\\s', ['percent']],
    ['urk', []],
    ['zzz', []],
    ['_', null],
    ['%', null],
    ['', null],
    ['   ', null],
  ])('are found by %j at the beginning of a word in a name or an alias', async (text, expected) => {
    const found = await beginning(text);
    // A query without words finds all tags or none. It must not find just the tags with this punctuation.
    if (expected === null) expect([0, 6]).toContain(found.length);
    else expect(found.sort()).toEqual(expected);
  });

  it('are found in scripts other than Latin', async () => {
    expect(await find('language: "ar", query: "تر"')).toEqual(['تركيا']);
  });

  it('refuse a query of more than 200 characters, and name the argument', async () => {
    const { errors } = await gateway().ask('query ($query: String) { tags(query: $query) { nodes { slug } } }', {
      query: 'a'.repeat(201),
    });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'query' } });
    expect(await beginning('a'.repeat(200))).toEqual([]);
  });

  it('need one SQL statement besides the statement for the site', async () => {
    await beginning('t');
    database().statements.length = 0;
    await beginning('t');
    expect(database().statements).toHaveLength(2);
  });
});

describe('tag', () => {
  it.each(['turkiye', 'Turkey', 'TÜRKIYE', 'turkish-republic', 'old-slug-of-turkiye'])(
    'finds a tag by its slug, name or alias: %s',
    async (slug) => {
      const { data } = await gateway().ask('query ($slug: String!) { tag(slug: $slug) { slug url aliases } }', {
        slug,
      });
      const url = 'https://news.example/tags/turkiye';
      expect(data).toEqual({
        tag: { slug: 'turkiye', url, aliases: ['Turkey', 'Turkish Republic', 'old-slug-of-turkiye'] },
      });
    },
  );

  it('is null if no tag in the language has the slug, name or alias', async () => {
    for (const args of [
      'slug: "nothing"',
      'slug: ""',
      'slug: "turquia"',
      'slug: "turkiye", language: "es"',
      'slug: "tur"',
    ]) {
      const { data, errors } = await gateway().ask(`{ tag(${args}) { slug } }`);
      expect(errors).toBeUndefined();
      expect(data, args).toEqual({ tag: null });
    }
  });

  it('lists the tags that public items use most often together with the tag', async () => {
    const { data } = await gateway().ask(
      '{ tag(slug: "turkiye") { relatedTags(first: 50) { slug } two: relatedTags(first: 2) { slug } } }',
    );
    const slugs = ['turner', 'turbines', 'climate'].map((slug) => ({ slug }));
    expect(data).toEqual({ tag: { relatedTags: slugs, two: slugs.slice(0, 2) } });
  });

  it('refuses an invalid number of related tags, and names the argument', async () => {
    for (const first of [0, 51]) {
      const { errors } = await gateway().ask(`{ tag(slug: "turkiye") { relatedTags(first: ${first}) { slug } } }`);
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } });
    }
  });
});
