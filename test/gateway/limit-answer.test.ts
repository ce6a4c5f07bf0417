import { getNullableType, isInterfaceType, isListType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { findListBound } from '../../src/graphql/list-bounds.js';
import { schema } from '../../src/schema/schema.js';
import { aliases, chain, repeat } from '../support/attacks.js';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const smallAnswers = useGateway(database, { MAX_ANSWER_BYTES: '100000' });
const make = useMaker(database);
const SLUG = 'assembly-approves-the-harbour-bridge-after-a-nine-hour-sitting';

/** Nests `relatedNews` within `relatedNews` to the given depth. */
const nested = (levels: number, first: string): string =>
  levels === 0 ? 'headline' : `relatedNews(first: ${first}) { article { ${nested(levels - 1, first)} } }`;

async function refusal(query: string, variables: Record<string, unknown> = {}) {
  database().statements.length = 0;
  const { errors, status } = await gateway().ask(query, variables);
  return { code: errors?.[0]?.extensions.code, status, statements: database().statements.length };
}

const REFUSED = { code: 'LIMIT_EXCEEDED', status: 400, statements: 0 };

const keyEvents = (levels: number): string =>
  levels === 0 ? 'id' : `keyEvents { liveBlog { ${keyEvents(levels - 1)} } }`;

describe('an operation', () => {
  it.each([
    ['lists without `first` within each other', `{ contentItems { nodes { ... on LiveBlog { ${keyEvents(6)} } } } }`],
    [
      'objects of a list under many names',
      `{ contentItems(first: 100) { nodes { ${aliases(170, 'section { name slug }')} } } }`,
    ],
    [
      'fields of a list through two fragments',
      `{ contentItems(first: 100) { nodes { ...A ...B } } }
       fragment A on ContentItem { ${aliases(300, 'headline')} }
       fragment B on ContentItem { ${aliases(300, 'url').replaceAll(/a(\d)/g, 'b$1')} }`,
    ],
    ['the schema under many names', `{ ${aliases(40, '__schema { types { name fields { name description } } }')} }`],
    ['fragments that double each other', doubling()],
    ['types of an interface that repeat each other', branching()],
  ])('that multiplies %s is refused before any statement', async (_what, query) => {
    expect(await refusal(query)).toEqual(REFUSED);
  });

  it.each([
    ['4,000 levels of fields', `${repeat('{ site ', 4000)} { name } ${repeat('}', 4000)}`],
    ['4,000 levels of a list', `{ nodes(ids: ${repeat('[', 4000)}${repeat(']', 4000)}) { id } }`],
    [
      '4,000 levels of an input',
      `{ contentItems(filter: ${repeat('{ tags: ', 4000)}1${repeat('}', 4000)}) { totalCount } }`,
    ],
    ['900 levels of a list', `{ nodes(ids: ${repeat('[', 900)}${repeat(']', 900)}) { id } }`],
    ['3,000 fragments in a chain', chain(3000)],
    ['10,000 fields', `{ ${aliases(10_000, '__typename')} }`],
  ])('of %s is refused before it is parsed', async (_what, query) => {
    expect(await refusal(query)).toEqual(REFUSED);
  });

  it('with a variable of 4,000 levels is refused, and the error names the variable', async () => {
    const levels = JSON.parse(`${repeat('[', 4000)}${repeat(']', 4000)}`);
    const { errors } = await gateway().ask('query ($f: ContentFilter) { contentItems(filter: $f) { totalCount } }', {
      f: levels,
    });
    expect(errors?.[0]).toMatchObject({ message: /^\$f/, extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('is measured with the default values of its variables', async () => {
    const query = `query ($n: Int = 100) { contentItems(first: $n) { nodes { tags { contentItems(first: $n) { nodes { id } } } } } }`;
    expect(await refusal(query)).toEqual(REFUSED);
    expect(await refusal(query, { n: 3 })).toMatchObject({ status: 200 });
  });

  it('is measured again for other sizes in its variables', async () => {
    const query = `query ($n: Int = 100, $series: String) {
      contentItems(first: $n, filter: { series: $series }) { nodes { tags { contentItems(first: $n) { nodes { id } } } } }
    }`;
    expect(await refusal(query, { n: null })).toMatchObject({ status: 200 });
    expect(await refusal(query, { n: 2, series: 'none' })).toMatchObject({ status: 200 });
    expect(await refusal(query, { n: 100, series: 5 })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await refusal(query, { n: 100, series: 'none' })).toEqual(REFUSED);
    expect(await refusal(query)).toEqual(REFUSED);
    expect(await refusal(query, { n: 2, series: 'other' })).toMatchObject({ status: 200 });
  });

  it('is measured without the fields that @skip and @include leave out', async () => {
    const query = `query ($all: Boolean!) { contentItems(first: 100) { nodes { id tags @include(if: $all) { contentItems(first: 100) { nodes { id } } } } } }`;
    expect(await refusal(query, { all: true })).toEqual(REFUSED);
    expect(await refusal(query, { all: false })).toMatchObject({ status: 200 });
  });

  it('that multiplies lists within lists is refused before any statement', async () => {
    expect(await refusal(`{ article(by: { slug: "${SLUG}" }) { ${nested(8, '50')} } }`)).toEqual(REFUSED);
    expect(
      await refusal(`query ($n: Int!) { article(by: { slug: "${SLUG}" }) { ${nested(4, '$n')} } }`, { n: 50 }),
    ).toEqual(REFUSED);
    const aliases = Array.from({ length: 300 }, (_, i) => `a${i}: mostRead(first: 100) { id }`);
    expect(await refusal(`{ ${aliases.join(' ')} }`)).toEqual(REFUSED);
  });

  it('that multiplies lists within fragments is refused before any statement', async () => {
    const fragments = Array.from(
      { length: 30 },
      (_, i) =>
        `fragment F${i} on Article { a: relatedNews { article { ...F${i + 1} } } b: relatedNews { article { ...F${i + 1} } } }`,
    );
    const query = `{ article(by: { slug: "${SLUG}" }) { ...F0 } } ${fragments.join(' ')} fragment F30 on Article { id }`;
    expect(await refusal(query)).toEqual(REFUSED);
  });

  it('that is too deep is refused', async () => {
    expect(await refusal(`{ article(by: { slug: "${SLUG}" }) { ${nested(8, '1')} } }`)).toEqual(REFUSED);
  });

  it('of examples/operations is not refused, even with 50 items in every list', async () => {
    const page = await readOperation('ArticlePage');
    for (const query of [page, page.replace(/first: \d+/g, 'first: 50')]) {
      const { errors } = await gateway().ask(query, { slug: SLUG, language: 'en' });
      expect(errors).toBeUndefined();
    }
  });
});

describe('an answer', () => {
  it('is refused if its lists are longer than expected, so it has too many fields', async () => {
    const paragraphs = Array.from({ length: 400 }, (_, index) => ({
      type: 'paragraph' as const,
      html: `Paragraph ${index}`,
    }));
    await make().article({ headline: 'As long as a book', body: paragraphs });
    const query = `{ article(by: { slug: "as-long-as-a-book" }) { body { ... on ParagraphBlock { ${aliases(150, 'html')} } } } }`;
    const { data, errors, status } = await gateway().ask(query);
    expect({ data, status, codes: errors?.map(({ extensions }) => extensions.code) }).toEqual({
      ...{ data: undefined, status: 400, codes: ['LIMIT_EXCEEDED'] },
    });
  });

  it('is refused if it has more bytes than MAX_ANSWER_BYTES', async () => {
    const query = (count: number) => `{ contentItems(first: 50) { nodes { ${aliases(count, 'url')} } } }`;
    expect(await smallAnswers().ask(query(5))).not.toHaveProperty('errors');
    const { errors, status } = await smallAnswers().ask(query(100));
    expect({ status, message: errors?.[0]?.message }).toMatchObject({ status: 400, message: /more than 100000 bytes/ });
  });
});

describe('every list', () => {
  it('has its maximum length in its description, unless clients choose the length', () => {
    const lists = Object.values(schema.getTypeMap()).flatMap((type) =>
      (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__')
        ? Object.values(type.getFields()).map((field) => ({ type, field }))
        : [],
    );
    const silent = lists.filter(({ field, type }) => {
      const atMost = isListType(getNullableType(field.type)) && findListBound(field, type)?.atMost;
      return atMost && !field.description?.toLowerCase().includes(`at most ${atMost}`);
    });
    expect(silent.map(({ field, type }) => `${type.name}.${field.name}`)).toEqual([]);
  });
});

function doubling(): string {
  const fragments = Array.from(
    { length: 12 },
    (_, index) =>
      `fragment F${index} on Section { a: parent { ...F${index + 1} } b: parent { ...F${index + 1} } c: parent { ...F${index + 1} } }`,
  );
  return `{ sections { ...F0 } } ${fragments.join(' ')} fragment F12 on Section { name }`;
}

function branching(): string {
  const fragments = Array.from({ length: 12 }, (_, index) => {
    const kinds = ['Article', 'Video', 'Gallery', 'LiveBlog'].map(
      (kind) => `... on ${kind} { translations { ...F${index + 1} } }`,
    );
    return `fragment F${index} on ContentItem { ${kinds.join(' ')} }`;
  });
  return `{ contentItems(first: 1) { nodes { ...F0 } } } ${fragments.join(' ')} fragment F12 on ContentItem { id }`;
}
