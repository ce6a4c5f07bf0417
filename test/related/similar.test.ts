import { beforeAll, describe, expect, it } from 'vitest';
import { relateByText } from '../../src/related/text-similarity.js';
import { indexChangedContent } from '../../src/search/indexer.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

type Related = { readonly reason: string; readonly article: { readonly headline: string } }[];

const QUERY = `query ($slug: String!, $first: Int!) {
  article(by: { slug: $slug }) { relatedNews(first: $first) { reason article { headline } } }
}`;

async function ask(headline: string, first = 10): Promise<[string, string][]> {
  const slug = headline.toLowerCase().replaceAll(' ', '-');
  const { data, errors } = await gateway().ask<{ article: { relatedNews: Related } }>(QUERY, { slug, first });
  expect(errors).toBeUndefined();
  return data.article.relatedNews.map(({ article, reason }) => [article.headline, reason]);
}

const index = () => indexChangedContent(database().pool);
const headlines = async (headline: string) => (await ask(headline)).map(([found]) => found);

/** Headlines of unrelated articles, so that some words in the database are common and others are rare. */
const OTHER_NEWS = [
  'Council votes on budget',
  'School opens new library',
  'Rain delays harvest again',
  'Museum names director',
];

const FERRY = 'Ferry Maruna runs aground near Port Ellery';
const RESCUE = 'Maruna passengers home after a night at sea';

async function makeFerryNews() {
  const { article } = make();
  await article({
    headline: FERRY,
    standfirst: 'The Maruna struck the Gannet reef in fog, with ninety people on board.',
    section: { name: 'Coast' },
  });
  await article({
    headline: RESCUE,
    standfirst: 'All ninety were taken off the reef by the Ellery lifeboat.',
    publishedAt: hoursAgo(2),
  });
  await article({ headline: 'Encalla el Maruna en Port Ellery', standfirst: 'El arrecife Gannet.', language: 'es' });
  const hidden = { standfirst: 'The Maruna, the Gannet reef and Port Ellery.' };
  await article({ ...hidden, headline: 'Maruna draft', status: 'DRAFT' });
  await article({ ...hidden, headline: 'Maruna withdrawn', status: 'WITHDRAWN' });
  await article({ ...hidden, headline: 'Maruna scheduled', publishedAt: hoursAgo(-1) });
  await article({ ...hidden, headline: 'Maruna embargoed', embargoedUntil: hoursAgo(-1) });
  await article({ ...hidden, headline: 'Maruna expired', expiresAt: hoursAgo(1) });
  await article({ ...hidden, headline: 'Maruna on film' });
  await database().pool.query(`update content_items set type = 'VIDEO' where headline = 'Maruna on film'`);
}

describe('relatedNews without tags', () => {
  beforeAll(async () => {
    for (const [place, headline] of OTHER_NEWS.entries()) {
      await make().article({ headline, section: { name: 'Coast' }, publishedAt: hoursAgo(3 + place) });
    }
    await makeFerryNews();
    await index();
  });

  it('lists an article that tells the same story in different words before the newest articles of the section', async () => {
    expect(await ask(FERRY, 2)).toEqual([
      [RESCUE, 'SIMILAR_TEXT'],
      ['Council votes on budget', 'SAME_SECTION'],
    ]);
  });

  it('lists a similar article even if it was published later', async () => {
    expect(await ask(RESCUE, 1)).toEqual([[FERRY, 'SIMILAR_TEXT']]);
    const late = 'Fog and a late turn put the Maruna aground';
    await make().article({ headline: late, publishedAt: hoursAgo(0.5) });
    await index();
    expect(await headlines(FERRY)).toContain(late);
  });

  it('lists only public articles in the same language', async () => {
    const { rows } = await database().pool.query(`
      select distinct headline from similar_content join content_items on id in (content_id, similar_id)
      where headline ~ '^Maruna (draft|withdrawn|scheduled|embargoed|expired|on film)$'`);
    expect(rows.length).toBe(6);
    const found = await headlines(FERRY);
    expect(found.filter((headline) => /^(Maruna (?!passengers)|Encalla)/.test(headline))).toEqual([]);
  });

  it('does not list an article as similar if it shares only common words', async () => {
    const related = await ask('Council votes on budget');
    expect(related.filter(([, reason]) => reason === 'SIMILAR_TEXT')).toEqual([]);
  });

  it('prefers articles of the same section, and articles published at about the same time', async () => {
    const { article } = make();
    const standfirst = 'The Orsino telescope on Mount Tarrow sees its first comet.';
    const telescope = (headline: string, section: string, hours: number) =>
      article({ headline, standfirst, section: { name: section }, publishedAt: hoursAgo(hours) });
    await telescope('First comet', 'Sky', 5);
    await telescope('Long ago', 'Sky', 24 * 700);
    await telescope('Elsewhere', 'Business', 5);
    await telescope('Here', 'Sky', 5);
    await index();
    expect(await headlines('First comet')).toEqual(['Here', 'Elsewhere', 'Long ago']);
  });

  it('no longer lists an article once its text has changed and is not similar any more', async () => {
    const { article } = make();
    const standfirst = 'The Velloni quartet plays at Castle Brume.';
    await article({ headline: 'Quartet plays', standfirst });
    await article({ headline: 'Quartet on tour', standfirst });
    await index();
    expect(await ask('Quartet plays', 1)).toEqual([['Quartet on tour', 'SIMILAR_TEXT']]);
    const changed = { headline: 'A recipe with plums', standfirst: 'Sugar, butter and flour.' };
    await article({ ...changed, sourceId: 'test:Quartet on tour' });
    await index();
    expect(await ask('Quartet plays')).toEqual([]);
  });

  it('has the same result if it is computed again', async () => {
    const read = async () => {
      const tables = ['search_lexemes', 'content_terms', 'similar_content'];
      const texts = tables.map((table) => `select row_to_json(${table})::text as row from ${table}`);
      return (await database().pool.query(`${texts.join(' union all ')} order by 1`)).rows;
    };
    const { rows } = await database().pool.query('select content_id::int from search_documents');
    const ids = rows.map((row) => row.content_id);
    await relateByText(database().db, ids);
    const once = await read();
    await relateByText(database().db, ids);
    expect(await read()).toEqual(once);
    expect(once.length).toBeGreaterThan(100);
  });

  it('needs one SQL statement for several articles', async () => {
    database().statements.length = 0;
    const lists = 'relatedNews { reason article { headline } } readNext { headline }';
    const { errors } = await gateway().ask(
      `{ one: article(by: { slug: "first-comet" }) { ${lists} } two: article(by: { slug: "here" }) { ${lists} } }`,
    );
    expect(errors).toBeUndefined();
    const about = database().statements.filter(({ sql }) => sql.includes('similar_content'));
    expect(about.length).toBe(1);
  });
});

describe('relatedNews with tags', () => {
  const standfirst = 'Glassblowers of Lower Pellan light the old furnace.';

  beforeAll(async () => {
    const { article } = make();
    await article({ headline: 'Furnace lit', standfirst, tags: [{ name: 'craft' }, { name: 'news' }] });
    await article({ headline: 'Shares a telling tag', tags: [{ name: 'craft' }] });
    await article({ headline: 'Shares a common tag', tags: [{ name: 'news' }] });
    await article({ headline: 'Shares the story', standfirst, tags: [{ name: 'pellan' }] });
    await database().pool.query(`
      with filler as (
        insert into content_items (type, language, slug, path, headline, updated_at)
        select 'ARTICLE', 'en', 'filler-' || n, '/filler-' || n, 'Filler', now() from generate_series(1, 400) as n
        returning id
      )
      insert into content_tags (content_id, tag_id, position)
      select filler.id, tags.id, 0 from filler join tags on tags.slug = 'news'`);
    await index();
  });

  it('lists articles with rare shared tags first, then similar texts, then common shared tags', async () => {
    expect(await ask('Furnace lit', 3)).toEqual([
      ['Shares a telling tag', 'SHARED_TAGS'],
      ['Shares the story', 'SIMILAR_TEXT'],
      ['Shares a common tag', 'SHARED_TAGS'],
    ]);
  });
});
